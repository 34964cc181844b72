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
    byte[]? lent;

    public PooledText(int capacity) => lent = pool.Rent(capacity);

    public int Length { get; private set; }

    /// <exception cref="ObjectDisposedException">It was disposed of: the buffer may be another's.</exception>
    public ReadOnlyMemory<byte> Written => Buffer.AsMemory(0, Length);

    byte[] Buffer => lent ?? throw new ObjectDisposedException(nameof(PooledText));

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Room(sizeHint);
        return Buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref lent, null) is { } buffer) pool.Return(buffer);
    }

    void Room(int size)
    {
        var buffer = Buffer;
        if (buffer.Length - Length >= Math.Max(size, 1)) return;
        var larger = pool.Rent(Math.Max(Length + size, 2 * buffer.Length));
        Written.CopyTo(larger);
        pool.Return(buffer);
        lent = larger;
    }
}
