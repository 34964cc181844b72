using System.Collections.Immutable;
using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Watcher.Store;

namespace Watcher.Benchmarks;

/// <summary>
/// What people ask of two million readings: a thousand loans with 1,950 readings each over a year, one of them with 52,560 more, every ten
/// minutes. One cycle is stored as always; the others are copies of its rows at other times. At the end they grow old.
/// </summary>
static class HistoryBenchmark
{
    const int Wallets = 1000, Times = 5, Year = 31_536_000;
    const double Aim = 50, Pause = 100;
    static readonly SeriesQuery Hourly = new(LoanHistory.Id(0), "healthFactor", TimeSpan.FromHours(1));

    public static async Task<ImmutableArray<Figure>> Run()
    {
        var directory = Directory.CreateTempSubdirectory("watcher-benchmark-");
        try
        {
            using var store = WatcherStore.OpenToRun(new($"Data Source={Path.Combine(directory.FullName, "watcher.db")}"), LoanHistory.Json, TimeProvider.System);
            store.Commit(new LoanHistory(Wallets).Cycle(0));
            Copy(store.Connection, "SELECT 1 FROM wallets", every: Year / 1950, count: 1950);
            Copy(store.Connection, "SELECT 1 FROM wallets LIMIT 1", every: 600, count: 52_560);
            store.Connection.Query("PRAGMA wal_checkpoint(TRUNCATE)");
            var readings = store.Connection.ExecuteScalar<long>("SELECT count(*) FROM readings");
            return [.. Measure(store, readings), .. await MeasureUpkeep(store, readings)];
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    static IEnumerable<Figure> Measure(WatcherStore store, long readings)
    {
        yield return new($"of {readings:N0} readings: the latest state of {Wallets:N0} wallets, v_positions_latest without facts",
            Milliseconds(() => Count(store, "SELECT wallet, position, block, timestamp, unknown_since_then FROM v_positions_latest", Wallets)), "ms", Aim);
        yield return new("... with every leg to the last digit (v_legs)", Milliseconds(() => Count(store, "SELECT wallet, position, role, symbol, raw, amount FROM v_legs", 4 * Wallets)), "ms");
        yield return new("... one metric's year at steps of an hour", Milliseconds(() => Samples(store)), "ms", Aim);
    }

    /// <summary>A year on, when all of it is due to be one reading a day at once: how long somebody who writes meanwhile has to wait.</summary>
    static async Task<ImmutableArray<Figure>> MeasureUpkeep(WatcherStore store, long readings)
    {
        var newest = DateTimeOffset.FromUnixTimeSeconds(store.Connection.ExecuteScalar<long>("SELECT max(time) FROM blocks"));
        using var done = new CancellationTokenSource();
        var writer = Task.Run(() => LongestWait(store, done.Token));
        var clock = Stopwatch.StartNew();
        foreach (var _ in store.Upkeep.Steps(newest + Retention.Usual.Hourly + TimeSpan.FromDays(1))) await Breathe();
        var took = clock.Elapsed;
        await done.CancelAsync();
        var left = store.Connection.ExecuteScalar<long>("SELECT count(*) FROM readings");
        return
        [
            new($"... thinned to {left:N0}, one a day: the longest that somebody who writes waited meanwhile", (await writer).TotalMilliseconds, "ms", Pause),
            new($"... which took, for {readings - left:N0} readings with their metrics", took.TotalSeconds, "s"),
        ];
    }

    static async Task<TimeSpan> LongestWait(WatcherStore store, CancellationToken done)
    {
        var longest = TimeSpan.Zero;
        while (!done.IsCancellationRequested)
        {
            var wait = Stopwatch.StartNew();
            store.Prove();
            if (wait.Elapsed > longest) longest = wait.Elapsed;
            await Breathe();
        }
        return longest;
    }

    static Task Breathe() => Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);

    static void Samples(WatcherStore store)
    {
        var samples = store.History.Read(new(Position: Hourly.Position, Metric: Hourly.Metric, Every: Hourly.Every)).Single().Samples;
        if (samples.Length < 8760) throw new InvalidOperationException($"{samples.Length} samples are no year of hours");
    }

    static void Count(WatcherStore store, string sql, int expected)
    {
        using var rows = store.Connection.ExecuteReader(sql);
        var count = 0;
        for (var values = new object[rows.FieldCount]; rows.Read(); count++) rows.GetValues(values);
        if (count != expected) throw new InvalidOperationException($"{count} rows, not {expected}: {sql}");
    }

    static double Milliseconds(Action action) => Cost.Median(Enumerable.Range(0, Times).Select(_ =>
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalMilliseconds;
    }).ToList());

    /// <summary>Puts copies of the first block and of the first readings on it at later times; owner by owner (CROSS JOIN keeps that order), as they lie.</summary>
    static void Copy(SqliteConnection connection, string which, int every, int count) => connection.Execute(
        $"""
        BEGIN;
        CREATE TEMP TABLE moments AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
          SELECT (SELECT max(id) FROM blocks) + i AS id, (SELECT min(time) FROM blocks) + i * {every} AS time FROM n;
        INSERT INTO blocks (id, chain_id, number, hash, time) SELECT id, 1, id * 10, randomblob(32), time FROM moments;
        INSERT INTO readings SELECT subject_id, m.time, m.id, revision_id, state_id, failure, why
          FROM (SELECT * FROM readings WHERE block_id = 1 LIMIT (SELECT count(*) FROM ({which}))) r CROSS JOIN moments m;
        INSERT INTO loan_samples SELECT series_id, m.time, m.id, unknown, health_factor, ltv, collateral_ratio, liquidation_distance, interest_days, collateral_usd, debt_usd
          FROM (SELECT * FROM loan_samples WHERE block_id = 1 LIMIT (SELECT count(*) FROM ({which}))) s CROSS JOIN moments m;
        INSERT INTO reserves SELECT m.id, deployment_id, asset_id, price, supply_index, supply_rate, debt_index, debt_rate
          FROM (SELECT * FROM reserves WHERE block_id = 1) r CROSS JOIN moments m;
        DROP TABLE moments;
        COMMIT;
        """);

    sealed record SeriesQuery(string Position, string Metric, TimeSpan Every);
}
