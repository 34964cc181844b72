using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Watcher.Positions;
using Watcher.Protocols.AaveV3;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Benchmarks;

/// <summary>
/// Readings stored per second through <see cref="WatcherStore.Commit(CycleCommit)"/>, against the very same rows put in by bare prepared
/// statements of Microsoft.Data.Sqlite, in as many transactions, with the same durability. Alternating rounds; the median ratio counts.
/// </summary>
static class StoreBenchmark
{
    const int Rounds = 7, Cycles = 10, Wallets = 1000;
    static readonly string[] Metrics = ["healthFactor", "ltv", "collateralRatio", "liquidationDistance", "collateralUsd", "debtUsd"];
    static readonly ChainIdentity Chain = new("devnet", Hash(0));
    static readonly FactsJson Json = new(Watcher.Protocols.Protocols.All.SelectMany(kind => kind.Facts));

    public static ImmutableArray<Figure> Run()
    {
        var cycles = Enumerable.Range(1, Cycles).Select(Cycle).ToList();
        Measure(cycles, Stored);
        Measure(cycles, Inserted);
        var pairs = Enumerable.Range(0, Rounds).Select(_ => (Ours: Measure(cycles, Stored), Bare: Measure(cycles, Inserted))).ToList();
        return
        [
            new($"readings stored a second, {Cycles} cycles of {Wallets:N0} loans of 4 legs and {Metrics.Length} metrics", Cost.Median(pairs.Select(p => Rate(p.Ours))), "/s"),
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
        using var store = WatcherStore.OpenToRun(new(connectionString), Json, TimeProvider.System);
        store.Commit(cycles[0] with { Block = Block(0), Readings = [.. cycles[0].Readings.Select(reading => reading with { Block = Block(0) })] });
        var clock = Stopwatch.StartNew();
        foreach (var cycle in cycles) store.Commit(cycle);
        return clock.Elapsed;
    }

    /// <summary>The rows are read back from a database the store wrote, so that they are the same.</summary>
    static TimeSpan Inserted(string connectionString, List<CycleCommit> cycles)
    {
        using var store = WatcherStore.OpenToRun(new(connectionString), Json, TimeProvider.System);
        foreach (var cycle in cycles) store.Commit(cycle);
        var readings = new BareTable(store.Connection, "readings", "id");
        var samples = new BareTable(store.Connection, "samples", "block_id, series_id");
        Execute(store.Connection, "DELETE FROM samples; DELETE FROM readings");
        var clock = Stopwatch.StartNew();
        for (var cycle = 0; cycle < cycles.Count; cycle++)
        {
            Execute(store.Connection, "BEGIN IMMEDIATE");
            readings.Insert(cycle * Wallets, Wallets);
            samples.Insert(cycle * Wallets * Metrics.Length, Wallets * Metrics.Length);
            Execute(store.Connection, "COMMIT");
        }
        return clock.Elapsed;
    }

    static CycleCommit Cycle(int n)
    {
        var block = Block(n);
        return new(Chain, block, "revision-1")
        {
            Readings = [.. Enumerable.Range(0, Wallets).Select(wallet => Reading(block, wallet, n * Wallets + wallet))],
            Samples = [.. Enumerable.Range(0, Wallets).SelectMany(wallet => Metrics.Select(metric => Sample(wallet, metric, n)))],
        };
    }

    static BlockRef Block(int n) => new((ulong)n, Hash(n + 1), DateTimeOffset.FromUnixTimeSeconds(1_767_225_600 + 12 * n));

    static Hash32 Hash(int seed) => Hash32.Parse($"0x{seed:x64}");

    static Address Wallet(int n) => Address.Parse($"0x{n + 1:x40}");

    static string Id(int wallet) => $"devnet/aave-v3/main/0x{wallet:x40}";

    static Sample Sample(int wallet, string metric, int n) => new(
        new(Id(wallet), "devnet", Wallet(wallet), Id(wallet), metric, "ratio"), MetricValue.Of(new(BigInteger.Pow(10, 18) * 3 / 2 + n * 977 + wallet, 18)));

    static GoodReading Reading(BlockRef block, int wallet, int seed) => new(new("devnet", "aave-v3", "main", Wallet(wallet)), block,
        [
            new LendingPosition(Id(wallet), "aave-v3", "main", [.. Enumerable.Range(1, 4).Select(leg => Leg(leg, seed))])
            {
                OracleDecimals = 8,
                Rule = new WeightedCollateralRule(),
                CollateralBase = 700_000_000_000 + seed,
                DebtBase = 300_000_000_000 + seed,
                HealthFactor = new(BigInteger.Pow(10, 18) * 2 + seed),
                LiquidationThreshold = new(825, 3),
            },
        ], []);

    static LoanLeg Leg(int n, int seed) => new(n < 3 ? LegRole.Collateral : LegRole.Debt, new("devnet", Wallet(n), $"T{n}", 18),
        BigInteger.Pow(10, 18) * n + seed, 300_000_000_000 + seed, new(825, 3), new Ray(BigInteger.Pow(10, 25)));

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
