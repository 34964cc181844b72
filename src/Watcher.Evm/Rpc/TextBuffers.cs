using System.Buffers;

namespace Watcher.Evm.Rpc;

/// <summary>
/// What texts on their way are lent. The runtime's own pool keeps a buffer of each size for each thread, for good where a cycle comes every few
/// seconds; of this one there are as many as were lent at once, and while nothing is lent it may be collected.
/// </summary>
static class TextBuffers
{
    /// <summary>A longer text gets a buffer of its own.</summary>
    const int Largest = 1 << 20;

    /// <summary>Of each size.</summary>
    const int Most = 16;

    static readonly Lock Gate = new();
    static readonly WeakReference<ArrayPool<byte>> Kept = new(null!);

    public static ArrayPool<byte> Pool
    {
        get
        {
            lock (Gate)
            {
                if (!Kept.TryGetTarget(out var pool)) Kept.SetTarget(pool = ArrayPool<byte>.Create(Largest, Most));
                return pool;
            }
        }
    }
}
