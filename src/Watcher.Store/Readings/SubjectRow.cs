namespace Watcher.Store;

sealed record SubjectRow(
    string Wallet, string Protocol, string Deployment, long? Number, byte[]? Hash, long? Time, long? EventsFrom, long? UnknownSince, string? Failure, string? Why)
{
    /// <summary>The newest good reading of a subject <c>s</c> on the canonical chain that rules have heard of, by its key after the subject.</summary>
    public const string LatestGood =
        """
        SELECT g.time, g.block_id, g.revision_id FROM readings g JOIN blocks k ON k.id = g.block_id
        WHERE g.subject_id = s.id AND g.state_id IS NOT NULL AND k.canonical = 1 AND k.filled = 0
        ORDER BY g.time DESC, g.block_id DESC, g.revision_id DESC LIMIT 1
        """;

    /// <summary>What a subject is: <c>d</c>, <c>c</c> and <c>w</c> beside <c>s</c>.</summary>
    public const string From =
        "FROM subjects s JOIN deployments d ON d.id = s.deployment_id JOIN chains c ON c.id = d.chain_id JOIN wallets w ON w.id = s.wallet_id";

    const string Unreadable =
        """
        FROM readings n JOIN blocks k ON k.id = n.block_id
        WHERE n.subject_id = s.id AND n.time > ifnull(r.time, -1) AND n.failure IS NOT NULL AND k.filled = 0 ORDER BY n.time
        """;

    public const string Sql =
        $"""
        SELECT w.address AS Wallet, d.protocol AS Protocol, d.deployment AS Deployment, b.number AS Number, b.hash AS Hash, b.time AS Time, s.events_from AS EventsFrom,
          (SELECT n.time {Unreadable} LIMIT 1) AS UnknownSince,
          (SELECT n.failure {Unreadable} DESC, n.block_id DESC, n.revision_id DESC LIMIT 1) AS Failure,
          (SELECT n.why {Unreadable} DESC, n.block_id DESC, n.revision_id DESC LIMIT 1) AS Why
        {From}
        LEFT JOIN readings r ON r.subject_id = s.id AND (r.time, r.block_id, r.revision_id) = ({LatestGood}) LEFT JOIN blocks b ON b.id = r.block_id
        WHERE c.name = @Name AND c.genesis = @genesis
        """;

    /// <summary>Of every subject the newest block it was read at, by its key after the subject.</summary>
    public const string LastBlocks =
        $"""
        SELECT w.address AS Wallet, b.hash AS Hash, b.time AS Time {From}
        JOIN blocks b ON b.id = (SELECT n.block_id FROM readings n JOIN blocks k ON k.id = n.block_id
          WHERE n.subject_id = s.id AND k.canonical = 1 ORDER BY n.time DESC, n.block_id DESC LIMIT 1)
        WHERE c.name = @Name AND c.genesis = @genesis
        """;

    public SubjectState State(string chain) => new(
        new(chain, Protocol, Deployment, Address.Parse(Wallet)), Instants.Block(Number, Hash, Time), (ulong?)EventsFrom,
        UnknownSince is { } since ? DateTimeOffset.FromUnixTimeSeconds(since) : null,
        Failure is null ? null : new(Enum.Parse<FailureReason>(Failure), Why ?? ""));
}
