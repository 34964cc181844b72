using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class ReorganisationTests : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore store;

    public ReorganisationTests()
    {
        store = files.OpenToRun();
        for (var n = 1; n <= 3; n++)
            store.Commit(Some.Cycle(Some.Block(n), Some.Good(Some.Block(n), n)) with { Samples = [Some.Net($"{n}")] });
    }

    public void Dispose()
    {
        store.Dispose();
        files.Dispose();
    }

    [Fact]
    public void Recorded_headers_above_the_final_block_are_listed_for_checking() =>
        Assert.Equal<RecordedHeader>([new(Some.Block(2), true), new(Some.Block(3), true)], store.Headers.Above(Some.Chain, 1));

    [Fact]
    public void Readings_of_an_orphaned_block_are_left_out_of_history_unless_asked_for()
    {
        store.Headers.Keep(Some.Chain, new() { Gone = [Some.Block(3).Hash] });
        Assert.Equal([1ul, 2], Numbers(new()));
        Assert.Equal([(1ul, true), (2ul, true), (3ul, false)], Samples(new(Orphaned: true)).Select(s => (s.Block.Number, s.Canonical)));
    }

    [Fact]
    public void An_orphaned_block_is_never_the_last_good_one_and_events_are_read_again_from_before_it()
    {
        store.Headers.Keep(Some.Chain, new() { Gone = [Some.Block(3).Hash] });
        Assert.Equal(Some.Block(2), Assert.Single(store.Readings.States(Some.Chain)).LastGood);
        Assert.Equal(Some.Block(2), store.Readings.LatestGood(Some.Chain, Some.Subject)!.Block);
    }

    [Fact]
    public void A_block_that_is_canonical_again_is_reinstated()
    {
        store.Headers.Keep(Some.Chain, new() { Gone = [Some.Block(3).Hash] });
        store.Headers.Keep(Some.Chain, new() { Back = [Some.Block(3).Hash] });
        Assert.Equal([1ul, 2, 3], Numbers(new()));
    }

    [Fact]
    public void A_block_read_at_the_height_of_another_takes_its_place()
    {
        store.Commit(Some.Cycle(Some.Block(3, fork: 1), Some.Good(Some.Block(3, fork: 1), 7)) with { Samples = [Some.Net("7")] });
        Assert.Equal(["1", "2", "7"], Samples(new()).Select(s => s.Value));
    }

    [Fact]
    public void A_fresh_chain_of_the_same_name_is_another_chain()
    {
        var fresh = Some.Chain with { Genesis = Some.Hash(99) };
        Assert.Empty(store.Headers.Above(fresh, 0));
        store.Headers.Keep(fresh, new() { Gone = [Some.Block(3).Hash] });
        Assert.Equal([1ul, 2, 3], Numbers(new()));
    }

    IEnumerable<HistorySample> Samples(HistoryFilter filter) => Assert.Single(store.History.Read(filter)).Samples;

    IEnumerable<ulong> Numbers(HistoryFilter filter) => Samples(filter).Select(s => s.Block.Number);
}
