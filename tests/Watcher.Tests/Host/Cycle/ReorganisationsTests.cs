using Watcher.Host.Cycle;
using Watcher.Store;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Cycle;

/// <summary>Blocks 100 and 105 were read; then the chain is another one from 103 on.</summary>
public sealed class ReorganisationsTests : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore store;
    readonly Reorganisations reorganisations;

    public ReorganisationsTests()
    {
        store = files.OpenToRun();
        foreach (var number in (int[])[100, 105]) store.Commit(Some.Cycle(Some.Block(number), Some.Good(Some.Block(number), 1)));
        reorganisations = new(store);
    }

    public void Dispose()
    {
        store.Dispose();
        files.Dispose();
    }

    [Fact]
    public async Task Blocks_between_the_last_that_stands_and_the_first_that_is_gone_are_replaced_too() => Assert.Equal(101ul, await Check(106));

    [Fact]
    public async Task Where_all_stands_nothing_is_replaced() =>
        Assert.Null(await reorganisations.Check(Some.Chain, Some.Block(106), (number, _) => Task.FromResult<Hash32?>(Some.Block((int)number).Hash), default));

    [Fact]
    public async Task What_a_node_could_not_tell_is_asked_again_though_a_newer_block_stands()
    {
        Assert.Null(await reorganisations.Check(Some.Chain, Some.Block(106, fork: 1), (_, _) => Task.FromResult<Hash32?>(null), default));
        store.Commit(Some.Cycle(Some.Block(106, fork: 1), Some.Good(Some.Block(106, fork: 1), 1)));
        Assert.Equal(101ul, await Check(107));
        Assert.Null(await Check(107));
    }

    [Fact]
    public async Task What_a_node_could_not_tell_in_several_checks_is_asked_again_down_to_the_first_of_them()
    {
        for (var number = 106; number <= 108; number++)
        {
            Assert.Null(await reorganisations.Check(Some.Chain, Some.Block(number, fork: 1), (_, _) => Task.FromResult<Hash32?>(null), default));
            store.Commit(Some.Cycle(Some.Block(number, fork: 1), Some.Good(Some.Block(number, fork: 1), 1)));
        }
        Assert.Equal(101ul, await Check(109));
    }

    [Fact]
    public async Task What_a_node_could_not_tell_is_asked_again_after_a_restart_too()
    {
        Assert.Null(await reorganisations.Check(Some.Chain, Some.Block(106, fork: 1), (_, _) => Task.FromResult<Hash32?>(null), default));
        store.Commit(Some.Cycle(Some.Block(106, fork: 1), Some.Good(Some.Block(106, fork: 1), 1)));
        Assert.Equal(101ul, await Check(107, new(store)));
    }

    [Fact]
    public async Task What_a_node_could_not_tell_is_asked_again_though_it_was_behind_meanwhile()
    {
        Assert.Null(await reorganisations.Check(Some.Chain, Some.Block(106, fork: 1), (_, _) => Task.FromResult<Hash32?>(null), default));
        store.Commit(Some.Cycle(Some.Block(106, fork: 1), Some.Good(Some.Block(106, fork: 1), 1)));
        Assert.Equal(101ul, await reorganisations.Check(Some.Chain, Some.Block(102), (number, _) => Task.FromResult<Hash32?>(Some.Block((int)number).Hash), default));
        Assert.Equal(101ul, await Check(107));
    }

    [Fact]
    public async Task Where_a_node_told_of_all_that_is_recorded_it_is_not_asked_for_all_of_it_again()
    {
        Assert.Null(await reorganisations.Check(Some.Chain, Some.Block(106, fork: 1), (_, _) => Task.FromResult<Hash32?>(null), default));
        for (var number = 106; number <= 2000; number += 100) store.Commit(Some.Cycle(Some.Block(number, fork: 1), Some.Good(Some.Block(number, fork: 1), 1)));
        Assert.Null(await Check(2001));
        Assert.Null(store.Headers.Unanswered(Some.Chain));
    }

    [Fact]
    public async Task A_node_that_is_behind_orphans_nothing_and_of_what_it_has_since_the_last_block_that_stands_nothing_counts_as_read()
    {
        Assert.Equal(101ul, await reorganisations.Check(Some.Chain, Some.Block(104), (number, _) => Task.FromResult<Hash32?>(Some.Block((int)number).Hash), default));
        Assert.All(store.Headers.Above(Some.Chain, 0), header => Assert.True(header.Canonical));
    }

    [Fact]
    public async Task A_node_that_is_behind_at_a_block_that_was_read_has_nothing_new() =>
        Assert.Null(await reorganisations.Check(Some.Chain, Some.Block(100), (number, _) => Task.FromResult<Hash32?>(Some.Block((int)number).Hash), default));

    Task<ulong?> Check(int head, Reorganisations? by = null) => (by ?? reorganisations).Check(Some.Chain, Some.Block(head, fork: 1),
        (number, _) => Task.FromResult<Hash32?>(Some.Block((int)number, fork: number < 103 ? 0 : 1).Hash), default);
}
