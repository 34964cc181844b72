namespace Watcher.Primitives;

/// <summary>One block of a chain: number <b>and</b> hash, so that a reorganisation cannot pass unseen, and the block's own time.</summary>
public sealed record BlockRef(ulong Number, Hash32 Hash, DateTimeOffset Timestamp);
