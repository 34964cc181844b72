using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Watcher.Rules;

namespace Watcher.Store;

/// <summary>Stores the metrics of a block: a known value may replace an unknown one or one of another configuration, never the reverse.</summary>
sealed class SampleWriter(SqliteConnection connection, TimeSpan recordEvery) : IDisposable
{
    sealed record Row(long Time, long Block);

    readonly Thinning<Row> thinning = new(recordEvery);
    readonly ImmutableDictionary<string, Statement> store = SampleTable.All.ToImmutableDictionary(t => t.Scope, t => Store(connection, t));
    readonly ImmutableDictionary<string, Statement> remove = SampleTable.All.ToImmutableDictionary(t => t.Scope, t => Remove(connection, t));

    public void Forget() => thinning.Forget();

    public void Write(long block, long time, IEnumerable<(long Series, Sample Sample, bool Changed)> samples)
    {
        foreach (var (series, sample, changed) in samples)
        {
            var table = SampleTable.Of(sample.Measured);
            store[table.Scope].Run(Values(series, time, block, table, sample.Values));
            if (!thinning.KeepsAll) Thin(table, series, new(time, block), Unknown(sample.Values) == 0, changed);
        }
    }

    public void Dispose()
    {
        foreach (var statement in store.Values.Concat(remove.Values)) statement.Dispose();
    }

    void Thin(SampleTable table, long series, Row row, bool known, bool changed)
    {
        if (thinning.Outlived(series, row.Time, known) is { } outlived) remove[table.Scope].Run(series, outlived.Time, outlived.Block);
        thinning.Stored(series, row, row.Time, known, changed);
    }

    static object?[] Values(long series, long time, long block, SampleTable table, ImmutableArray<MetricValue> values)
    {
        var row = new object?[4 + values.Length];
        (row[0], row[1], row[2], row[3]) = (series, time, block, Unknown(values));
        for (var i = 0; i < values.Length; i++) row[4 + i] = SampleCell.Write(table.Metrics[i], values[i]);
        return row;
    }

    /// <summary>A bit for each metric that applies and could not be known.</summary>
    static long Unknown(ImmutableArray<MetricValue> values)
    {
        var bits = 0L;
        for (var i = 0; i < values.Length; i++)
            if (values[i].State == MetricState.Unknown) bits |= 1L << i;
        return bits;
    }

    static Statement Store(SqliteConnection connection, SampleTable table)
    {
        var places = string.Join(", ", Enumerable.Range(0, 4 + table.Columns.Length).Select(i => $"@{i}"));
        var newest = string.Join(", ", table.Columns.Select(column => $"{column} = ifnull(excluded.{column}, {column})"));
        return new(connection,
            $"""
            INSERT INTO {table.Name} (series_id, time, block_id, unknown, {string.Join(", ", table.Columns)}) VALUES ({places})
            ON CONFLICT DO UPDATE SET unknown = unknown & excluded.unknown, {newest}
            """, 4 + table.Columns.Length);
    }

    static Statement Remove(SqliteConnection connection, SampleTable table) =>
        new(connection, $"DELETE FROM {table.Name} WHERE series_id = @0 AND time = @1 AND block_id = @2", 3);
}
