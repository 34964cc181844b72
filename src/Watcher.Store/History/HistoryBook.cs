using System.Collections.Immutable;
using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;
using Watcher.Rules;

namespace Watcher.Store;

/// <summary>The recorded series.</summary>
public sealed class HistoryBook
{
    readonly Database database;

    internal HistoryBook(Database database) => this.database = database;

    /// <summary>The series that fit and have samples, by subject and metric.</summary>
    public ImmutableArray<HistorySeries> Read(HistoryFilter filter) => database.Read<ImmutableArray<HistorySeries>>(connection =>
    {
        var left = filter.Most;
        var found = ImmutableArray.CreateBuilder<HistorySeries>();
        foreach (var one in Series(connection, filter))
        {
            var samples = Samples(connection, one, filter, left);
            if (!samples.IsEmpty) found.Add(new(one.Key, samples));
            left -= samples.Length;
            if (left == 0) break;
        }
        return found.DrainToImmutable();
    });

    static IEnumerable<OneMetric> Series(SqliteConnection connection, HistoryFilter filter) => connection.Query<SeriesRow>(
        """
        SELECT s.id AS Id, s.subject AS Subject, c.name AS Chain, w.address AS Wallet, s.position AS Position, s.scope AS Scope, s.asset AS Asset
        FROM series s LEFT JOIN chains c ON c.id = s.chain_id LEFT JOIN wallets w ON w.id = s.wallet_id
        WHERE (@Chain IS NULL OR c.name = @Chain) AND (@wallet IS NULL OR w.address = @wallet) AND (@Position IS NULL OR s.position = @Position)
          AND (@Portfolio IS NULL OR s.subject = @Portfolio AND s.chain_id IS NULL AND s.wallet_id IS NULL)
        """, new { filter.Chain, wallet = filter.Wallet?.ToString(), filter.Position, filter.Portfolio })
        .SelectMany(row => row.Metrics()).Where(one => filter.Metric is null || one.Key.Metric == filter.Metric)
        .OrderBy(one => one.Key.Subject, StringComparer.Ordinal).ThenBy(one => one.Key.Metric, StringComparer.Ordinal).ThenBy(one => one.Series);

    static ImmutableArray<HistorySample> Samples(SqliteConnection connection, OneMetric one, HistoryFilter filter, int most)
    {
        var sql = filter.Every is null ? SampleSql.All(one.Table, one.Metric) : SampleSql.Bucketed(one.Table, one.Metric);
        using var rows = connection.ExecuteReader(sql, new
        {
            series = one.Series,
            filter.Orphaned,
            since = filter.Since?.ToUnixTimeSeconds() ?? 0,
            until = filter.Until?.ToUnixTimeSeconds() ?? long.MaxValue,
            every = Math.Max(1, (long)(filter.Every?.TotalSeconds ?? 1)),
        });
        var samples = ImmutableArray.CreateBuilder<HistorySample>();
        while (samples.Count < most && rows.Read()) samples.Add(Sample(rows, one.Metric));
        return samples.DrainToImmutable();
    }

    static HistorySample Sample(IDataRecord row, Metric metric) => new(
        Instants.Block(row.GetInt64(0), (byte[])row.GetValue(1), row.GetInt64(2))!,
        SampleCell.Read(metric, row.IsDBNull(3) ? null : row.GetValue(3)), row.GetInt64(4) == 1);

    sealed record OneMetric(long Series, SampleTable Table, Metric Metric, SeriesKey Key);

    sealed record SeriesRow(long Id, string Subject, string? Chain, string? Wallet, string? Position, string Scope, string? Asset)
    {
        public IEnumerable<OneMetric> Metrics()
        {
            var table = SampleTable.All.First(t => t.Scope == Scope);
            return table.Metrics.Select(metric => new OneMetric(Id, table, metric, Key(metric)));
        }

        SeriesKey Key(Metric metric) => new(Subject, Chain, Wallet is null ? null : Address.Parse(Wallet), Position, new MetricRef(metric, Asset).ToString(), metric.Unit);
    }
}
