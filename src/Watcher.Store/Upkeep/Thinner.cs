using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>Takes out what is no longer kept of readings and samples, owner by owner, some whole buckets at a time.</summary>
/// <param name="from">What is older is done.</param>
sealed class Thinner(SqliteConnection connection, Tier tier, long from)
{
    /// <summary>So many rows are looked at in a few milliseconds.</summary>
    const int Most = 1000;

    public IEnumerable<long> Pieces()
    {
        foreach (var table in TimedTable.All)
        {
            var thin = table.Thin;
            for (var owner = Next(table, 0); owner is not null; owner = Next(table, owner.Value))
                foreach (var (start, end) in Spans(table, owner.Value))
                    yield return connection.Execute(thin, new { owner, from = start, to = end, width = tier.Width, gone = tier.Gone });
        }
    }

    long? Next(TimedTable table, long after) => connection.ExecuteScalar<long?>(table.Next, new { after });

    IEnumerable<(long Start, long End)> Spans(TimedTable table, long owner)
    {
        var bounds = table.Bounds;
        for (var start = from; start < tier.Until;)
        {
            var (first, later) = connection.QuerySingle<(long?, long?)>(bounds, new { owner, from = start, to = tier.Until, most = Most });
            if (first is not { } one) yield break;
            var end = later is { } other ? Math.Min((other / tier.Width + 1) * tier.Width, tier.Until) : tier.Until;
            yield return (one / tier.Width * tier.Width, end);
            start = end;
        }
    }
}
