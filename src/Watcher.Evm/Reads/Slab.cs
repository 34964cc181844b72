namespace Watcher.Evm;

/// <summary>Bytes that live as long as a block does, one piece behind the other: an array for each piece would be an object for each.</summary>
sealed class Slab
{
    const int Size = 32 << 10;

    byte[] bytes = [];
    int taken;

    public ArraySegment<byte> Take(int length)
    {
        if (length > bytes.Length - taken) (bytes, taken) = (GC.AllocateUninitializedArray<byte>(Math.Max(Size, length)), 0);
        taken += length;
        return new(bytes, taken - length, length);
    }

    /// <summary>Gives back what was taken last.</summary>
    public void Return(int length) => taken -= length;
}
