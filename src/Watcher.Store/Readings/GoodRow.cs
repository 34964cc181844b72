namespace Watcher.Store;

/// <summary>Set by name: a subquery has no declared type.</summary>
sealed record GoodRow
{
    public const string TimeOf =
        """
        SELECT b.time FROM blocks b JOIN chains c ON c.id = b.chain_id WHERE c.name = @Name AND c.genesis = @genesis AND b.number = @number AND b.canonical = 1
        """;

    public const string Sql =
        $"""
        SELECT w.address AS Wallet, d.protocol AS Protocol, d.deployment AS Deployment,
          (SELECT b.number FROM readings r JOIN blocks b ON b.id = r.block_id
           WHERE r.subject_id = s.id AND r.time BETWEEN @since AND @until AND r.state_id IS NOT NULL AND b.canonical = 1 AND (@number IS NULL OR b.number = @number)
           ORDER BY r.time DESC, r.block_id DESC LIMIT 1) AS Number
        {SubjectRow.From} WHERE c.name = @Name AND c.genesis = @genesis
        """;

    public string Wallet { get; init; } = "";
    public string Protocol { get; init; } = "";
    public string Deployment { get; init; } = "";
    public long? Number { get; init; }

    public Subject Subject(string chain) => new(chain, Protocol, Deployment, Address.Parse(Wallet));
}
