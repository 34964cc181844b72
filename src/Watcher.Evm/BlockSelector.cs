namespace Watcher.Evm;

/// <summary>Which block to pin: <c>latest</c>, <c>safe</c>, <c>finalized</c>, a number or a hash.</summary>
public sealed record BlockSelector
{
    BlockSelector(string? tag, ulong? number, Hash32? hash) => (Tag, ByNumber, ByHash) = (tag, number, hash);

    internal string? Tag { get; }
    internal ulong? ByNumber { get; }
    internal Hash32? ByHash { get; }

    public static BlockSelector Latest { get; } = new("latest", null, null);
    public static BlockSelector Safe { get; } = new("safe", null, null);
    public static BlockSelector Finalized { get; } = new("finalized", null, null);
    public static BlockSelector Number(ulong number) => new(null, number, null);
    public static BlockSelector Hash(Hash32 hash) => new(null, null, hash);

    public override string ToString() => Tag ?? ByNumber?.ToString() ?? ByHash.ToString()!;
}
