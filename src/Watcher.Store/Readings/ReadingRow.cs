namespace Watcher.Store;

sealed record ReadingRow(long Block, long Deployment, string Protocol, string Name, string Wallet, string? Facts, string? Failure, string? Why)
{
    const string Columns =
        """
        SELECT r.block_id AS Block, d.id AS Deployment, d.protocol AS Protocol, d.deployment AS Name, w.address AS Wallet,
          f.facts AS Facts, r.failure AS Failure, r.why AS Why
        """;

    /// <summary>The newest good reading of every subject. CROSS JOIN: the subjects first, then their readings by key, never a scan of all readings.</summary>
    public const string AllLatestGood =
        $"""
        {Columns} {SubjectRow.From}
        CROSS JOIN readings r ON r.subject_id = s.id AND (r.time, r.block_id, r.revision_id) = ({SubjectRow.LatestGood}) JOIN states f ON f.id = r.state_id
        WHERE c.name = @Name AND c.genesis = @genesis
        """;

    /// <summary>That of one subject.</summary>
    public const string LatestGood = $"{AllLatestGood} AND w.address = @wallet AND d.protocol = @Protocol AND d.deployment = @Deployment";

    /// <summary>Of every subject that was read at a block, the last configuration's.</summary>
    public const string OfBlock =
        $"""
        {Columns} {SubjectRow.From}
        CROSS JOIN readings r ON r.subject_id = s.id AND r.time = @time AND r.block_id = @block LEFT JOIN states f ON f.id = r.state_id
        WHERE c.name = @Name AND c.genesis = @genesis
          AND r.revision_id = (SELECT max(n.revision_id) FROM readings n WHERE n.subject_id = s.id AND n.time = @time AND n.block_id = @block)
        ORDER BY s.id
        """;

    public Reading Reading(string chain, BlockRef block, FactsReader facts)
    {
        var subject = new Subject(chain, Protocol, Name, Address.Parse(Wallet));
        return Facts is null
            ? new UnreadableReading(subject, block, new(Enum.Parse<FailureReason>(Failure!), Why ?? ""))
            : new GoodReading(subject, block, facts.Positions(Block, Deployment, Facts), []);
    }
}
