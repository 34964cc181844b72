using Watcher.Evm;
using Xunit;

namespace Watcher.Tests.Evm;

/// <summary>A second endpoint, asked for the very block that the first one told of.</summary>
public sealed class PinAtTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(500);

    readonly FakeChain chain = new();
    readonly FakeNode one, two;
    readonly Rig rig;
    readonly Address clock;

    public PinAtTests()
    {
        (one, two) = (new(chain, "one#0"), new(chain, "two#1"));
        rig = new(chain, one, two);
        for (var i = 0; i < 5; i++) chain.Mine();
        clock = chain.Deploy(1, _ => FakeResult.Number(chain.Head.Number));
    }

    [Fact]
    public async Task The_block_is_read_there_and_nowhere_else()
    {
        var first = await rig.Pin();
        await rig.Client.Run(first, [() => first.Call(clock, new Ask(1))], default);
        Assert.Equal<string>(["one#0"], first.Endpoints);
        var before = one.Requests.Count;

        var second = await rig.Client.PinAt("two#1", first.Ref, default);
        var read = await rig.Client.Run(second, [() => second.Call(clock, new Ask(1))], default);

        Assert.Equal(5, read.Single().Value);
        Assert.Equal((first.Ref, before), (second.Ref, one.Requests.Count));
        Assert.Equal<string>(["two#1"], second.Endpoints);
    }

    [Fact]
    public async Task What_it_cannot_answer_no_other_is_asked()
    {
        var first = await rig.Pin();
        two.Fault = request => request.Method == "eth_call" ? FakeNode.Error(-32603, "internal error") : null;

        var second = await rig.Client.PinAt("two#1", first.Ref, default);
        var read = (await rig.Client.Run(second, [() => second.Call(clock, new Ask(1))], default)).Single();

        Assert.Equal(FailureReason.NodeError, read.Failure!.Reason);
        Assert.Equal(0, one.Asked("eth_call"));
    }

    [Fact]
    public async Task Facts_that_another_endpoint_told_are_asked_again()
    {
        await rig.Read(block => block.Fixed(clock, new Ask(1)));
        var second = await rig.Client.PinAt("two#1", (await rig.Pin()).Ref, default);
        await rig.Client.Run(second, [() => second.Fixed(clock, new Ask(1))], default);
        Assert.Equal(1, two.Asked("eth_call"));
    }

    [Fact]
    public async Task A_node_that_lags_is_waited_for()
    {
        two.Behind = 1;
        var pinning = rig.Client.PinAt("two#1", chain.Head, default);
        Assert.False(pinning.IsCompleted);
        two.Behind = 0;
        rig.Time.Advance(Pause);
        Assert.Equal(chain.Head, (await pinning).Ref);
    }

    [Fact]
    public async Task A_node_that_goes_on_lagging_is_given_up() => Assert.Equal(FailureReason.Lagging, await Refusal(() => two.Behind = 1));

    [Fact]
    public async Task A_node_on_another_fork_is_given_up()
    {
        var head = chain.Head;
        Assert.Equal(FailureReason.BlockGone, await Refusal(() => chain.Reorganise(1), head));
    }

    async Task<FailureReason> Refusal(Action trouble, BlockRef? at = null)
    {
        var block = at ?? chain.Head;
        trouble();
        using var patience = new CancellationTokenSource(Patience, rig.Time);
        var pinning = rig.Client.PinAt("two#1", block, patience.Token);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause) rig.Time.Advance(Pause);
        return (await Assert.ThrowsAsync<ReadFailedException>(() => pinning)).Failure.Reason;
    }
}
