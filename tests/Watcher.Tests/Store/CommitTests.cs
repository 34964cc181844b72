using Dapper;
using Microsoft.Data.Sqlite;
using Watcher.Positions;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class CommitTests : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore store;

    public CommitTests() => store = files.OpenToRun();

    public void Dispose()
    {
        store.Dispose();
        files.Dispose();
    }

    [Fact]
    public void A_reading_is_recorded_once_per_block_subject_and_revision()
    {
        var cycle = Some.Cycle(Some.Block(1), Some.Good(Some.Block(1), 5));
        store.Commit(cycle);
        store.Commit(cycle);
        Assert.Equal(1, Count("readings"));
        store.Commit(cycle with { Revision = "revision-2" });
        Assert.Equal(2, Count("readings"));
    }

    [Fact]
    public void A_block_seen_again_after_a_restart_changes_nothing()
    {
        var cycle = Some.Cycle(Some.Block(1), Some.Good(Some.Block(1), 5)) with
        {
            Samples = [Some.Net("5")],
            Alerts = Some.Changes(Some.Alert("a", Watcher.Alerts.AlertPhase.Firing), Some.Message("a-1")),
        };
        store.Commit(cycle);
        store.Dispose();
        using var again = files.OpenToRun();
        again.Commit(cycle with { Alerts = cycle.Alerts with { Transitions = [] } });
        Assert.Equal((1, 1, 1, 1), (Count("readings"), Count("wallet_samples"), Count("outbox"), Count("alerts")));
    }

    [Fact]
    public void A_good_reading_replaces_an_unreadable_one_of_the_same_block()
    {
        store.Commit(Some.Cycle(Some.Block(1), Some.Unreadable(Some.Block(1))));
        store.Commit(Some.Cycle(Some.Block(1), Some.Good(Some.Block(1), 5)));
        Assert.Equal(Some.Block(1), Assert.Single(store.Readings.States(Some.Chain)).LastGood);
        Assert.Equal(1, Count("readings"));
    }

    [Fact]
    public void An_unreadable_reading_never_replaces_a_good_one()
    {
        store.Commit(Some.Cycle(Some.Block(1), Some.Good(Some.Block(1), 5)));
        store.Commit(Some.Cycle(Some.Block(1), Some.Unreadable(Some.Block(1))));
        var state = Assert.Single(store.Readings.States(Some.Chain));
        Assert.Equal((Some.Block(1), null), (state.LastGood, state.UnknownSince));
    }

    [Fact]
    public void A_known_value_replaces_an_unknown_one_of_the_same_block_and_never_the_reverse()
    {
        foreach (var value in new[] { null, "5", null })
            store.Commit(Some.Cycle(Some.Block(1)) with { Samples = [Some.Net(value)] });
        Assert.Equal("5", Assert.Single(Assert.Single(store.History.Read(new())).Samples).Value);
    }

    [Fact]
    public void Facts_that_did_not_change_are_stored_once_and_read_back_at_every_block()
    {
        for (var n = 1; n <= 3; n++) store.Commit(Some.Cycle(Some.Block(n), Some.Good(Some.Block(n), 5)));
        Assert.Equal((3, 1), (Count("readings"), Count("states")));
        var latest = store.Readings.LatestGood(Some.Chain, Some.Subject)!;
        Assert.Equal(Some.Block(3), latest.Block);
        Assert.Equal(5, Assert.Single(Assert.IsType<WalletPosition>(Assert.Single(latest.Positions)).Legs).Raw);
    }

    [Fact]
    public void A_cycle_that_cannot_be_stored_leaves_no_trace_and_the_next_one_is_stored_whole()
    {
        using (var saboteur = Open()) saboteur.Execute("CREATE TRIGGER no BEFORE INSERT ON outbox BEGIN SELECT raise(ABORT, 'no'); END");
        var cycle = Some.Cycle(Some.Block(1), Some.Good(Some.Block(1), 5)) with
        {
            Samples = [Some.Net("5")],
            Alerts = Some.Changes(Some.Alert("a", Watcher.Alerts.AlertPhase.Firing), Some.Message("a-1")),
        };
        Assert.Throws<StoreException>(() => store.Commit(cycle));
        Assert.Equal((0, 0, 0, 0, 0), (Count("chains"), Count("blocks"), Count("readings"), Count("wallet_samples"), Count("alerts")));
        using (var repair = Open()) repair.Execute("DROP TRIGGER no");
        store.Commit(cycle);
        Assert.Equal((1, 1, 1, 1, 1), (Count("chains"), Count("blocks"), Count("readings"), Count("wallet_samples"), Count("outbox")));
    }

    [Fact]
    public void What_happened_on_the_chain_is_recorded_once()
    {
        var liquidated = new ChainEvent("liquidated", "0x01/3", Some.Block(2), "p", "liquidated", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty);
        for (var n = 2; n <= 3; n++)
            store.Commit(Some.Cycle(Some.Block(n), Some.Good(Some.Block(n), 5) with { Events = [liquidated] }));
        Assert.Equal(1, Count("events"));
    }

    int Count(string table)
    {
        using var connection = Open();
        return connection.ExecuteScalar<int>($"SELECT count(*) FROM {table}");
    }

    SqliteConnection Open()
    {
        var connection = new SqliteConnection(files.ConnectionString + ";Pooling=False");
        connection.Open();
        return connection;
    }
}
