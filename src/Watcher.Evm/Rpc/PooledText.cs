using System.Buffers;

namespace Watcher.Evm.Rpc;

/// <summary>
/// A text on its way to or from a node, in a buffer lent by the pool: these are the largest pieces of memory in a cycle, and new ones for each
/// request would keep a heap several times the size of what is read. Unusable once disposed of.
/// </summary>
sealed class PooledText : IBufferWriter<byte>, IDisposable
{
    /// <summary>Held while anything of it is lent.</summary>
    readonly ArrayPool<byte> pool = TextBuffers.Pool;
    byte[] buffer;

    public PooledText(int capacity) => buffer = pool.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Room(sizeHint);
        return buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        if (buffer.Length > 0) pool.Return(buffer);
        (buffer, Length) = ([], 0);
    }

    void Room(int size)
    {
        if (buffer.Length - Length >= Math.Max(size, 1)) return;
        var larger = pool.Rent(Math.Max(Length + size, 2 * buffer.Length));
        Written.CopyTo(larger);
        pool.Return(buffer);
        buffer = larger;
    }
}
