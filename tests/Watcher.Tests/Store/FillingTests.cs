using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

/// <summary>What is read afterwards, for the history alone.</summary>
public sealed class FillingTests : IDisposable
{
    readonly TempDatabase files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void It_is_in_the_history_and_no_run_takes_it_for_read()
    {
        using var run = files.OpenToRun();
        run.Commit(Cycle(5));
        using (var beside = Open())
        {
            beside.Commit(Cycle(3) with { Filled = true });
            beside.Commit(Cycle(8) with { Filled = true });
            beside.Commit(Some.Cycle(Some.Block(9), Some.Unreadable(Some.Block(9))) with { Filled = true });
        }
        Assert.Equal([3ul, 5, 8], Recorded(run));
        var state = Assert.Single(run.Readings.States(Some.Chain));
        Assert.Equal((Some.Block(5), null), (state.LastGood, state.UnknownSince));
        Assert.Equal(Some.Block(5), run.Readings.LatestGood(Some.Chain, Some.Subject)!.Block);

        run.Commit(Cycle(8));
        Assert.Equal(Some.Block(8), Assert.Single(run.Readings.States(Some.Chain)).LastGood);
    }

    [Fact]
    public void It_may_come_before_the_first_run_and_is_never_thinned_as_it_comes()
    {
        using (var first = Open())
            for (var n = 1; n <= 3; n++) first.Commit(Cycle(n) with { Filled = true });
        using var run = files.OpenToRun();
        Assert.Equal([1ul, 2, 3], Recorded(run));
        Assert.Null(Assert.Single(run.Readings.States(Some.Chain)).LastGood);
    }

    [Fact]
    public void What_is_there_already_is_what_was_read_well_and_stands()
    {
        using var store = files.OpenToRun();
        for (var n = 1; n <= 4; n++) store.Commit(Cycle(n));
        store.Commit(Some.Cycle(Some.Block(5), Some.Unreadable(Some.Block(5))));
        store.Headers.Keep(Some.Chain, new() { Gone = [Some.Block(4).Hash] });

        ulong? Between(int after, int until) =>
            store.Readings.GoodBetween(Some.Chain, Some.Block(after).Timestamp, Some.Block(until).Timestamp).TryGetValue(Some.Subject, out var number) ? number : null;
        Assert.Equal<(ulong?, ulong?, ulong?, ulong?)>((2, 3, null, null), (Between(1, 2), Between(1, 5), Between(3, 5), Between(2, 2)));
        Assert.Equal([3ul], store.Readings.GoodAt(Some.Chain, 3).Values);
        foreach (var none in (ulong[])[4, 5, 6]) Assert.Empty(store.Readings.GoodAt(Some.Chain, none));
    }

    WatcherStore Open() => WatcherStore.OpenToFill(new(files.ConnectionString, TimeSpan.FromHours(1)), TempDatabase.Json, files.Time);

    static CycleCommit Cycle(int n) => Some.Cycle(Some.Block(n), Some.Good(Some.Block(n), n)) with { Samples = [Some.Net($"{n}")] };

    static IEnumerable<ulong> Recorded(WatcherStore store) => Assert.Single(store.History.Read(new())).Samples.Select(sample => sample.Block.Number);
}
