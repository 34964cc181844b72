using System.Collections.Immutable;
using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Watcher.Store;

namespace Watcher.Benchmarks;

/// <summary>
/// Readings stored per second through <see cref="WatcherStore.Commit(CycleCommit)"/>, against the very same rows put in by bare prepared
/// statements of Microsoft.Data.Sqlite, in as many transactions, with the same durability. Alternating rounds; the median ratio counts.
/// </summary>
static class StoreBenchmark
{
    const int Rounds = 7, Cycles = 10, Wallets = 1000;

    public static ImmutableArray<Figure> Run()
    {
        var history = new LoanHistory(Wallets);
        var cycles = Enumerable.Range(0, Cycles + 1).Select(n => history.Cycle(n)).ToList();
        Measure(cycles, Stored);
        Measure(cycles, Inserted);
        var pairs = Enumerable.Range(0, Rounds).Select(_ => (Ours: Measure(cycles, Stored), Bare: Measure(cycles, Inserted))).ToList();
        return
        [
            new($"readings stored a second, {Cycles} cycles of {Wallets:N0} loans of 4 legs and 7 metrics", Cost.Median(pairs.Select(p => Rate(p.Ours))), "/s"),
            new("the same rows by bare SQLite, a second", Cost.Median(pairs.Select(p => Rate(p.Bare))), "/s"),
            new("time of the one to time of the other", Cost.Median(pairs.Select(p => p.Ours / p.Bare)), "×", 1.5),
        ];
    }

    static double Rate(TimeSpan time) => Cycles * Wallets / time.TotalSeconds;

    static TimeSpan Measure(List<CycleCommit> cycles, Func<string, List<CycleCommit>, TimeSpan> run)
    {
        var directory = Directory.CreateTempSubdirectory("watcher-benchmark-");
        try
        {
            return run($"Data Source={Path.Combine(directory.FullName, "watcher.db")}", cycles);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    static TimeSpan Stored(string connectionString, List<CycleCommit> cycles)
    {
        using var store = WatcherStore.OpenToRun(new(connectionString), LoanHistory.Json, TimeProvider.System);
        store.Commit(cycles[0]);
        var clock = Stopwatch.StartNew();
        foreach (var cycle in cycles.Skip(1)) store.Commit(cycle);
        return clock.Elapsed;
    }

    /// <summary>The rows are read back from a database the store wrote, so that they are the same.</summary>
    static TimeSpan Inserted(string connectionString, List<CycleCommit> cycles)
    {
        using var store = WatcherStore.OpenToRun(new(connectionString), LoanHistory.Json, TimeProvider.System);
        foreach (var cycle in cycles) store.Commit(cycle);
        var last = store.Connection.ExecuteScalar<long>("SELECT max(id) FROM blocks");
        var blocks = Enumerable.Range(2, (int)last - 1).Select(block => RowsOf(store.Connection, block)).ToList();
        Execute(store.Connection,
            """
            DELETE FROM readings WHERE block_id > 1; DELETE FROM loan_samples WHERE block_id > 1; DELETE FROM reserves WHERE block_id > 1;
            DELETE FROM states WHERE id NOT IN (SELECT state_id FROM readings)
            """);
        var clock = Stopwatch.StartNew();
        foreach (var tables in blocks)
        {
            Execute(store.Connection, "BEGIN IMMEDIATE");
            foreach (var table in tables) table.Insert();
            Execute(store.Connection, "COMMIT");
        }
        return clock.Elapsed;
    }

    /// <summary>All that a cycle writes for a block; states, only those that came with it.</summary>
    static ImmutableArray<BareTable> RowsOf(SqliteConnection connection, int block) =>
    [
        new(connection, "states",
            $"WHERE id IN (SELECT state_id FROM readings WHERE block_id = {block}) AND id NOT IN (SELECT state_id FROM readings WHERE block_id < {block})"),
        new(connection, "readings", $"WHERE block_id = {block} ORDER BY subject_id"),
        new(connection, "loan_samples", $"WHERE block_id = {block} ORDER BY series_id"),
        new(connection, "reserves", $"WHERE block_id = {block} ORDER BY asset_id"),
    ];

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
