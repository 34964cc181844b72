using Watcher.Host.Cycle;
using Watcher.Store;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Cycle;

/// <summary>Blocks 1, 5 and 6 were read; then those from 3 on are found to be others.</summary>
public sealed class ChainMemoryTests : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore store;

    public ChainMemoryTests()
    {
        store = files.OpenToRun();
        foreach (var number in (int[])[1, 5, 6]) store.Commit(Some.Cycle(Some.Block(number), Some.Good(Some.Block(number), 1)));
        store.Headers.Keep(Some.Chain, new() { Gone = [Some.Block(5).Hash], Replaced = 3 });
    }

    public void Dispose()
    {
        store.Dispose();
        files.Dispose();
    }

    [Fact]
    public void Events_are_read_again_from_the_first_block_that_was_replaced_though_a_newer_one_was_read() =>
        Assert.Equal(2ul, Remembered().EventsReadTo(Some.Subject));

    [Fact]
    public void Of_two_reorganisations_the_deeper_one_counts()
    {
        store.Headers.Keep(Some.Chain, new() { Replaced = 4 });
        Assert.Equal(2ul, Remembered().EventsReadTo(Some.Subject));
    }

    [Fact]
    public void A_subject_that_could_not_be_read_since_has_still_to_catch_up()
    {
        store.Commit(Some.Cycle(Some.Block(7), Some.Unreadable(Some.Block(7))) with { CaughtUp = Remembered().CaughtUp([Some.Unreadable(Some.Block(7))]) });
        Assert.Equal(2ul, Remembered().EventsReadTo(Some.Subject));
    }

    [Fact]
    public void A_good_reading_catches_up()
    {
        var good = Some.Good(Some.Block(7), 1);
        store.Commit(Some.Cycle(Some.Block(7), good) with { CaughtUp = Remembered().CaughtUp([good]) });
        Assert.Equal(7ul, Remembered().EventsReadTo(Some.Subject));
    }

    [Fact]
    public void What_happened_before_a_subject_was_first_read_well_is_none_of_its_events()
    {
        var late = Some.Subject with { Wallet = Address.Parse("0x00000000000000000000000000000000000000bb") };
        store.Commit(Some.Cycle(Some.Block(7), Some.Unreadable(Some.Block(7), late)));
        store.Headers.Keep(Some.Chain, new() { Replaced = 4 });
        Assert.Null(Remembered().EventsReadTo(late));
    }

    ChainMemory Remembered()
    {
        var memory = new ChainMemory();
        memory.Load(store, Some.Chain);
        return memory;
    }
}
