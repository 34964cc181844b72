using System.Collections.Immutable;
using Dapper;
using Watcher.Store;

namespace Watcher.Benchmarks;

/// <summary>
/// What a reading of a loan of four legs costs on disk, with its metrics and its part of what all loans share: the growth of the file over many
/// blocks in which interest accrues and every price moves, as it lies and after VACUUM.
/// </summary>
static class SizeBenchmark
{
    const double Aim = 200;

    public static ImmutableArray<Figure> Run() => [.. Measure(500, 60, Aim), .. Measure(10, 600, null), .. Measure(1, 2000, null)];

    static IEnumerable<Figure> Measure(int wallets, int blocks, double? aim)
    {
        var directory = Directory.CreateTempSubdirectory("watcher-benchmark-");
        try
        {
            var history = new LoanHistory(wallets);
            using var store = WatcherStore.OpenToRun(new($"Data Source={Path.Combine(directory.FullName, "watcher.db")}"), LoanHistory.Json, TimeProvider.System);
            store.Commit(history.Cycle(0));
            var before = Size(store);
            for (var n = 1; n <= blocks; n++) store.Commit(history.Cycle(n));
            var grown = Size(store) - before;
            store.Connection.Execute("VACUUM");
            var packed = Size(store) - before;
            var what = $"bytes a reading of {wallets} loans of 4 legs over {blocks:N0} blocks";
            return [new(what, grown / (wallets * blocks), "B", aim), new("... after VACUUM", packed / (wallets * blocks), "B", aim)];
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    static double Size(WatcherStore store)
    {
        store.Connection.Query("PRAGMA wal_checkpoint(TRUNCATE)");
        return new FileInfo(store.Path).Length;
    }
}
