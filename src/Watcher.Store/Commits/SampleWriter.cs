using System.Globalization;
using Microsoft.Data.Sqlite;
using Watcher.Rules;

namespace Watcher.Store;

/// <summary>Stores the metrics of a block: a known value may replace an unknown one or one of another configuration, never the reverse.</summary>
sealed class SampleWriter(SqliteConnection connection, TimeSpan recordEvery) : IDisposable
{
    sealed record Row(long Time, long Block);

    readonly Thinning<Row> thinning = new(recordEvery);
    readonly Statement store = new(connection,
        """
        INSERT INTO samples (series_id, time, block_id, value, exact) VALUES (@0, @1, @2, @3, @4)
        ON CONFLICT DO UPDATE SET value = excluded.value, exact = excluded.exact
        WHERE excluded.exact IS NOT NULL AND excluded.exact IS NOT samples.exact
        """, 5);
    readonly Statement remove = new(connection, "DELETE FROM samples WHERE series_id = @0 AND time = @1 AND block_id = @2", 3);

    public void Forget() => thinning.Forget();

    public void Write(long block, long time, IEnumerable<(long Series, MetricValue Value, bool Changed)> samples)
    {
        foreach (var (series, value, changed) in samples)
        {
            var exact = value.Text;
            store.Run(series, time, block, Real(exact), exact);
            if (!thinning.KeepsAll) Thin(series, new(time, block), exact is not null, changed);
        }
    }

    public void Dispose()
    {
        store.Dispose();
        remove.Dispose();
    }

    void Thin(long series, Row row, bool known, bool changed)
    {
        if (thinning.Outlived(series, row.Time, known) is { } outlived) remove.Run(series, outlived.Time, outlived.Block);
        thinning.Stored(series, row, row.Time, known, changed);
    }

    static object? Real(string? exact) => exact switch
    {
        null => null,
        "Infinity" => double.PositiveInfinity,
        _ => double.Parse(exact, CultureInfo.InvariantCulture),
    };
}
