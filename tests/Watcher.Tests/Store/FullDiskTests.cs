using Dapper;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

/// <summary>A disk without room, played by SQLite's own limit on the pages of a file: the same SQLITE_FULL at the same places.</summary>
public sealed class FullDiskTests : IDisposable
{
    readonly TempDatabase files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_full_disk_loses_nothing_acknowledged_and_work_goes_on_once_there_is_room()
    {
        using var store = files.OpenToRun();
        store.Connection.Execute("PRAGMA max_page_count = 80");
        var acknowledged = new List<ulong>();
        var error = Assert.Throws<StoreException>(() =>
        {
            for (var n = 1; n < 10_000; n++)
            {
                store.Commit(Cycle(n));
                acknowledged.Add((ulong)n);
            }
        });
        Assert.Equal(StoreTrouble.Full, error.Trouble);
        Assert.Contains("disk is full", error.Message);
        Assert.NotEmpty(acknowledged);
        Assert.Equal(acknowledged, Stored(store));

        store.Connection.Execute("PRAGMA max_page_count = 100000");
        store.Commit(Cycle(10_000));
        Assert.Equal([.. acknowledged, 10_000ul], Stored(store));
        Assert.Equal("ok", store.Connection.ExecuteScalar<string>("PRAGMA integrity_check"));
    }

    static CycleCommit Cycle(int n) => Some.Cycle(Some.Block(n), Some.Good(Some.Block(n), n)) with { Samples = [Some.Net($"{n}")] };

    static IEnumerable<ulong> Stored(WatcherStore store) => store.History.Read(new()).Single().Samples.Select(sample => sample.Block.Number);
}
