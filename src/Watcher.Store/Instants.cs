namespace Watcher.Store;

/// <summary>How instants lie in the database: a block's in Unix seconds, the wall clock's in Unix milliseconds.</summary>
static class Instants
{
    public static long Milliseconds(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();
    public static long? Milliseconds(this DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();
    public static DateTimeOffset FromMilliseconds(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    public static DateTimeOffset? FromMilliseconds(long? milliseconds) => milliseconds is { } value ? FromMilliseconds(value) : null;

    public static BlockRef? Block(long? number, byte[]? hash, long? time) =>
        number is null ? null : new((ulong)number, new Hash32(hash), DateTimeOffset.FromUnixTimeSeconds(time!.Value));
}
