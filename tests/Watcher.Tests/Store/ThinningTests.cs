using System.Collections.Immutable;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

/// <summary>Blocks come every 12 s; one a minute is wanted.</summary>
public sealed class ThinningTests : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore store;

    public ThinningTests() => store = files.OpenToRun(TimeSpan.FromMinutes(1));

    public void Dispose()
    {
        store.Dispose();
        files.Dispose();
    }

    [Fact]
    public void One_sample_a_minute_stays_and_always_the_newest()
    {
        Commit(0, 12);
        // 60 s are 5 blocks: 0, 5 and 10 are due; 12 is the newest.
        Assert.Equal([0ul, 5, 10, 12], Blocks());
    }

    [Fact]
    public void A_sample_where_the_state_changed_stays()
    {
        Commit(0, 6);
        store.Commit(Cycle(7) with { Changed = [Some.Wallet] });
        Commit(8, 9);
        // 7 is kept, so the next one due is 12.
        Assert.Equal([0ul, 5, 7, 9], Blocks());
    }

    [Fact]
    public void The_last_good_reading_before_an_outage_stays_and_so_does_the_first_bad_one()
    {
        Commit(0, 3);
        for (var n = 4; n <= 6; n++) store.Commit(Some.Cycle(Some.Block(n), Some.Unreadable(Some.Block(n))));
        var state = Assert.Single(store.Readings.States(Some.Chain));
        Assert.Equal((Some.Block(3), Some.Block(4).Timestamp), (state.LastGood, state.UnknownSince));
    }

    [Fact]
    public void Readings_are_thinned_alike_and_the_latest_facts_are_whole()
    {
        for (var n = 0; n <= 12; n++) store.Commit(Some.Cycle(Some.Block(n), Some.Good(Some.Block(n), n / 3)));
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(files.ConnectionString + ";Pooling=False");
        Assert.Equal([0L, 5, 10, 12], Dapper.SqlMapper.Query<long>(connection, "SELECT b.number FROM readings r JOIN blocks b ON b.id = r.block_id ORDER BY 1"));
        var position = Assert.IsType<Watcher.Positions.WalletPosition>(Assert.Single(store.Readings.LatestGood(Some.Chain, Some.Subject)!.Positions));
        Assert.Equal(12 / 3, Assert.Single(position.Legs).Raw);
    }

    [Fact]
    public void After_a_restart_what_is_stored_stays()
    {
        Commit(0, 2);
        store.Dispose();
        using var again = files.OpenToRun(TimeSpan.FromMinutes(1));
        again.Commit(Cycle(3));
        Assert.Equal([0ul, 2, 3], again.History.Read(new()).Single().Samples.Select(s => s.Block.Number));
    }

    [Fact]
    public void A_block_seen_again_takes_nothing_out()
    {
        Commit(0, 2);
        store.Commit(Cycle(2));
        store.Commit(Cycle(0));
        Assert.Equal([0ul, 2], Blocks());
    }

    void Commit(int first, int last)
    {
        for (var n = first; n <= last; n++) store.Commit(Cycle(n));
    }

    static CycleCommit Cycle(int n) => Some.Cycle(Some.Block(n), Some.Good(Some.Block(n), n)) with { Samples = [Some.Net($"{n}")] };

    IEnumerable<ulong> Blocks() => store.History.Read(new()).Single().Samples.Select(s => s.Block.Number);
}
