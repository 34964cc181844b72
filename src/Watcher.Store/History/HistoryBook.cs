using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>The recorded series.</summary>
public sealed class HistoryBook
{
    readonly Database database;

    internal HistoryBook(Database database) => this.database = database;

    /// <summary>The series that fit and have samples, by subject and metric.</summary>
    public ImmutableArray<HistorySeries> Read(HistoryFilter filter) => database.Read<ImmutableArray<HistorySeries>>(connection =>
        [.. Series(connection, filter).Select(row => new HistorySeries(row.Key(), Samples(connection, row.Id, filter))).Where(series => !series.Samples.IsEmpty)]);

    static IEnumerable<SeriesRow> Series(SqliteConnection connection, HistoryFilter filter) => connection.Query<SeriesRow>(
        """
        SELECT s.id AS Id, s.subject AS Subject, c.name AS Chain, w.address AS Wallet, s.position AS Position, s.metric AS Metric, s.unit AS Unit
        FROM series s LEFT JOIN chains c ON c.id = s.chain_id LEFT JOIN wallets w ON w.id = s.wallet_id
        WHERE (@Chain IS NULL OR c.name = @Chain) AND (@wallet IS NULL OR w.address = @wallet)
          AND (@Position IS NULL OR s.position = @Position) AND (@Metric IS NULL OR s.metric = @Metric)
        ORDER BY s.subject, s.metric, s.id
        """, new { filter.Chain, wallet = filter.Wallet?.ToString(), filter.Position, filter.Metric });

    static ImmutableArray<HistorySample> Samples(SqliteConnection connection, long series, HistoryFilter filter) =>
        [.. connection.Query<SampleRow>(filter.Every is null ? SampleRow.All : SampleRow.Bucketed, new
        {
            series, filter.Orphaned, since = filter.Since?.ToUnixTimeSeconds() ?? 0, until = filter.Until?.ToUnixTimeSeconds() ?? long.MaxValue,
            every = Math.Max(1, (long)(filter.Every?.TotalSeconds ?? 1)),
        }).Select(row => row.Sample())];

    sealed record SeriesRow(long Id, string Subject, string? Chain, string? Wallet, string? Position, string Metric, string Unit)
    {
        public SeriesKey Key() => new(Subject, Chain, Wallet is null ? null : Address.Parse(Wallet), Position, Metric, Unit);
    }
}
