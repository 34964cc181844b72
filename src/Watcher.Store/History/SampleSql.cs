using Watcher.Rules;

namespace Watcher.Store;

/// <summary>How the samples of one metric are found: number, hash and time of the block, the cell, and whether the block is canonical.</summary>
static class SampleSql
{
    public static string All(SampleTable table, Metric metric) =>
        $"""
        SELECT {Columns(metric)} FROM {table.Name} p JOIN blocks b ON b.id = p.block_id
        WHERE p.series_id = @series AND p.time BETWEEN @since AND @until AND (b.canonical = 1 OR @Orphaned) AND {Has(table, metric, "p")} ORDER BY p.time, p.block_id
        """;

    /// <summary>Steps from one bucket that has samples to the next, and looks up the last sample in each: the cost is of the answer, not of the samples.</summary>
    public static string Bucketed(SampleTable table, Metric metric) =>
        $"""
        WITH RECURSIVE buckets (start) AS (
          SELECT min(time) / @every * @every FROM {table.Name} WHERE series_id = @series AND time BETWEEN @since AND @until
          UNION ALL
          SELECT (SELECT min(time) FROM {table.Name} WHERE series_id = @series AND time BETWEEN start + @every AND @until) / @every * @every
          FROM buckets WHERE start IS NOT NULL)
        SELECT {Columns(metric)} FROM buckets
        CROSS JOIN {table.Name} p ON p.series_id = @series AND (p.time, p.block_id) = (
          SELECT l.time, l.block_id FROM {table.Name} l JOIN blocks k ON k.id = l.block_id
          WHERE l.series_id = @series AND l.time BETWEEN max(start, @since) AND min(start + @every - 1, @until) AND (k.canonical = 1 OR @Orphaned)
            AND {Has(table, metric, "l")}
          ORDER BY l.time DESC, l.block_id DESC LIMIT 1)
        CROSS JOIN blocks b ON b.id = p.block_id
        ORDER BY p.time
        """;

    static string Columns(Metric metric) => $"b.number, b.hash, p.time, p.{SampleTable.ColumnOf(metric.Name)}, b.canonical";

    /// <summary>The metric applies there, be it unknown.</summary>
    static string Has(SampleTable table, Metric metric, string row) =>
        $"({row}.{SampleTable.ColumnOf(metric.Name)} IS NOT NULL OR {row}.unknown & {1L << table.Metrics.IndexOf(metric)})";
}
