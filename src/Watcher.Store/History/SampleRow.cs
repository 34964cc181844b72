namespace Watcher.Store;

sealed record SampleRow(long Number, byte[] Hash, long Time, string? Exact, long Canonical)
{
    const string Columns = "b.number AS Number, b.hash AS Hash, p.time AS Time, p.exact AS Exact, b.canonical AS Canonical";

    public const string All =
        $"""
        SELECT {Columns} FROM samples p JOIN blocks b ON b.id = p.block_id
        WHERE p.series_id = @series AND p.time BETWEEN @since AND @until AND (b.canonical = 1 OR @Orphaned) ORDER BY p.time, p.block_id
        """;

    /// <summary>Steps from one bucket that has samples to the next, and looks up the last sample in each: the cost is of the answer, not of the samples.</summary>
    public const string Bucketed =
        $"""
        WITH RECURSIVE buckets (start) AS (
          SELECT min(time) / @every * @every FROM samples WHERE series_id = @series AND time BETWEEN @since AND @until
          UNION ALL
          SELECT (SELECT min(time) FROM samples WHERE series_id = @series AND time BETWEEN start + @every AND @until) / @every * @every
          FROM buckets WHERE start IS NOT NULL)
        SELECT {Columns} FROM buckets
        JOIN samples p ON p.series_id = @series AND (p.time, p.block_id) = (
          SELECT l.time, l.block_id FROM samples l JOIN blocks k ON k.id = l.block_id
          WHERE l.series_id = @series AND l.time BETWEEN max(start, @since) AND min(start + @every - 1, @until) AND (k.canonical = 1 OR @Orphaned)
          ORDER BY l.time DESC, l.block_id DESC LIMIT 1)
        JOIN blocks b ON b.id = p.block_id
        ORDER BY p.time
        """;

    public HistorySample Sample() => new(Instants.Block(Number, Hash, Time)!, Exact, Canonical == 1);
}
