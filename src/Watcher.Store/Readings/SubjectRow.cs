namespace Watcher.Store;

sealed record SubjectRow(
    string Wallet, string Protocol, string Deployment, long? Number, byte[]? Hash, long? Time, long? UnknownSince, string? Failure, string? Why)
{
    /// <summary>The newest good reading of a subject <c>s</c> on the canonical chain.</summary>
    public const string LatestGood =
        """
        SELECT g.id FROM readings g JOIN blocks k ON k.id = g.block_id
        WHERE g.subject_id = s.id AND g.failure IS NULL AND k.canonical = 1 ORDER BY g.time DESC, g.id DESC LIMIT 1
        """;

    const string Unreadable = "SELECT n.id FROM readings n WHERE n.subject_id = s.id AND n.time > ifnull(r.time, -1) AND n.failure IS NOT NULL";

    public const string Sql =
        $"""
        SELECT w.address AS Wallet, s.protocol AS Protocol, s.deployment AS Deployment, b.number AS Number, b.hash AS Hash, b.time AS Time,
          u.time AS UnknownSince, l.failure AS Failure, l.why AS Why
        FROM subjects s JOIN chains c ON c.id = s.chain_id JOIN wallets w ON w.id = s.wallet_id
        LEFT JOIN readings r ON r.id = ({LatestGood}) LEFT JOIN blocks b ON b.id = r.block_id
        LEFT JOIN readings u ON u.id = ({Unreadable} ORDER BY n.time, n.id LIMIT 1)
        LEFT JOIN readings l ON l.id = ({Unreadable} ORDER BY n.time DESC, n.id DESC LIMIT 1)
        WHERE c.name = @Name AND c.genesis = @genesis
        """;

    public SubjectState State(string chain) => new(
        new(chain, Protocol, Deployment, Address.Parse(Wallet)), Instants.Block(Number, Hash, Time),
        UnknownSince is { } since ? DateTimeOffset.FromUnixTimeSeconds(since) : null,
        Failure is null ? null : new(Enum.Parse<FailureReason>(Failure), Why ?? ""));
}
