using Watcher.Evm;
using Watcher.Evm.Rpc;
using Xunit;

namespace Watcher.Tests.Evm;

public sealed class PinTests
{
    readonly FakeChain chain = new();
    readonly Rig rig;
    readonly Address clock;

    public PinTests()
    {
        rig = new(chain);
        for (var i = 0; i < 5; i++) chain.Mine();
        clock = chain.Deploy(1, _ => FakeResult.Number(chain.Head.Number));
    }

    [Fact]
    public async Task The_newest_block_is_pinned_with_number_hash_and_time()
    {
        var block = await rig.Pin();
        Assert.Equal(chain.Head, block.Ref);
        Assert.Equal(("fake", FakeChain.Id), (block.Chain, block.ChainId));
    }

    [Fact]
    public async Task A_block_can_be_pinned_by_number_or_by_hash()
    {
        Assert.Equal(chain.Blocks[2], (await rig.Client.Pin(BlockSelector.Number(2), default)).Ref);
        Assert.Equal(chain.Blocks[3], (await rig.Client.Pin(BlockSelector.Hash(chain.Blocks[3].Hash), default)).Ref);
    }

    [Fact]
    public async Task A_number_that_the_chain_has_not_reached_is_gone()
    {
        var e = await Assert.ThrowsAsync<ReadFailedException>(() => rig.Client.Pin(BlockSelector.Number(99), default));
        Assert.Equal(FailureReason.BlockGone, e.Failure.Reason);
    }

    [Fact]
    public async Task Calls_are_made_at_the_hash_and_must_be_canonical()
    {
        await rig.Read(block => block.Call(clock, new Ask(1)));
        var at = (IReadOnlyDictionary<string, object?>)rig.Node.Requests.Last(request => request.Method == "eth_call").Parameters[1]!;
        Assert.Equal(chain.Head.Hash, at["blockHash"]);
        Assert.Equal(true, at["requireCanonical"]);
    }

    [Fact]
    public async Task A_block_that_was_reorganised_away_is_gone_and_the_next_pin_is_of_the_new_chain()
    {
        var block = await rig.Pin();
        chain.Reorganise(2);
        var gone = (await rig.Client.Run(block, [() => block.Call(clock, new Ask(1))], default)).Single();
        Assert.Equal(FailureReason.BlockGone, gone.Failure!.Reason);
        Assert.Equal(chain.Head, (await rig.Pin()).Ref);
        Assert.Equal(5, (await rig.Read(pinned => pinned.Call(clock, new Ask(1)))).Value);
    }

    [Fact]
    public async Task A_node_that_refuses_hashes_is_read_by_number_and_its_header_read_again()
    {
        rig.Node.TakesHashes = false;
        var first = await rig.Read(block => block.Call(clock, new Ask(1)));
        Assert.Equal(5, first.Value);
        Assert.Equal(5UL, rig.Node.Requests.Last(request => request.Method == "eth_call").Parameters[1]);
        Assert.Equal("eth_getBlockByNumber", rig.Node.Requests[^1].Method);
    }

    [Fact]
    public async Task A_reorganisation_under_a_reading_by_number_is_noticed_at_its_end()
    {
        rig.Node.TakesHashes = false;
        await rig.Read(block => block.Call(clock, new Ask(1)));
        var block = await rig.Pin();
        chain.Reorganise(1);
        Assert.Equal(FailureReason.BlockGone, (await rig.Client.Run(block, [() => block.Call(clock, new Ask(1))], default)).Single().Failure!.Reason);
    }

    [Fact]
    public async Task A_reading_by_number_does_not_change_its_node()
    {
        var (first, second) = (new FakeNode(chain, "a#0") { TakesHashes = false }, new FakeNode(chain, "b#1"));
        var two = new Rig(chain, first, second);
        await two.Read(block => block.Call(clock, new Ask(1)));
        var before = second.Asked("eth_call");
        first.Fault = request => request.Method == "eth_call" ? RpcAnswer.Failed(FailureReason.NodeError, "HTTP 500") : null;
        var outcome = await two.Read(block => block.Call(clock, new Ask(1)));
        Assert.Equal(new Failure(FailureReason.NodeError, "a#0, 3 tries: HTTP 500"), outcome.Failure);
        Assert.Equal(before, second.Asked("eth_call"));
    }

    [Fact]
    public async Task A_header_can_be_looked_up_to_recognise_reorganisations()
    {
        Assert.Equal(chain.Blocks[3], (await rig.Client.Header(3, default)).Value);
        Assert.Equal(FailureReason.BlockGone, (await rig.Client.Header(99, default)).Failure!.Reason);
    }
}
