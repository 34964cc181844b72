using Watcher.Evm;
using Watcher.Evm.Rpc;
using Xunit;

namespace Watcher.Tests.Evm;

public sealed class EndpointTests
{
    readonly FakeChain chain = new();
    readonly FakeNode first;
    readonly FakeNode second;
    readonly Rig rig;
    readonly Address adder;

    public EndpointTests()
    {
        for (var i = 0; i < 20; i++) chain.Mine();
        (first, second) = (new(chain, "a.example#0"), new(chain, "b.example#1"));
        rig = new(chain, new ChainClientOptions("fake", FakeChain.Id) { RetryDelay = TimeSpan.Zero, MaxHeadAge = TimeSpan.FromMinutes(2) }, first, second);
        rig.Time.Advance(TimeSpan.FromSeconds(240));
        adder = chain.Deploy(1, number => FakeResult.Number(number + 1));
    }

    [Theory]
    [InlineData(FailureReason.Timeout)]
    [InlineData(FailureReason.Unreachable)]
    [InlineData(FailureReason.RateLimited)]
    [InlineData(FailureReason.Forbidden)]
    [InlineData(FailureReason.NodeError)]
    [InlineData(FailureReason.BadAnswer)]
    public async Task A_node_in_trouble_is_left_within_the_cycle(FailureReason reason)
    {
        first.Fault = _ => RpcAnswer.Failed(reason, "trouble");
        Assert.Equal(2, (await Read()).Value);
        Assert.False(rig.Client.Endpoints[0].Healthy);
        Assert.Equal(reason, rig.Client.Endpoints[0].LastFailure!.Reason);
        Assert.True(rig.Client.Endpoints[1].Healthy);
    }

    [Fact]
    public async Task What_is_too_large_from_one_node_is_asked_of_another()
    {
        first.Fault = request => request.Method == "eth_call" ? RpcAnswer.Failed(FailureReason.TooLarge, "the answer exceeds 5 bytes") : null;
        Assert.Equal(2, (await Read()).Value);
    }

    [Fact]
    public async Task A_node_that_dies_between_pin_and_call_is_left_for_one_that_knows_the_block()
    {
        var block = await rig.Pin();
        first.Fault = _ => RpcAnswer.Failed(FailureReason.Unreachable, "no connection");
        Assert.Equal(2, (await rig.Client.Run(block, [() => block.Call(adder, new Ask(1))], default)).Single().Value);
    }

    [Fact]
    public async Task When_the_other_node_does_not_know_the_block_it_is_gone_and_the_next_pin_is_there()
    {
        second.Behind = 1;
        var block = await rig.Pin();
        first.Fault = _ => RpcAnswer.Failed(FailureReason.Unreachable, "no connection");
        var outcome = (await rig.Client.Run(block, [() => block.Call(adder, new Ask(1))], default)).Single();
        Assert.Equal(FailureReason.BlockGone, outcome.Failure!.Reason);
        Assert.Equal(chain.Blocks[^2], (await rig.Pin()).Ref);
    }

    [Fact]
    public async Task A_node_of_another_chain_is_not_read()
    {
        first.Fault = request => request.Method == "eth_chainId" ? FakeNode.Json("\"0x1\"") : null;
        Assert.Equal(2, (await Read()).Value);
        Assert.Equal(new Failure(FailureReason.WrongChain, "serves chain 1, not 31337"), rig.Client.Endpoints[0].LastFailure);
        Assert.Equal(0, first.Asked("eth_call"));
    }

    [Fact]
    public async Task A_node_whose_head_is_old_is_not_read()
    {
        first.Behind = 15;
        var block = await rig.Pin();
        Assert.Equal(chain.Head, block.Ref);
    }

    [Fact]
    public async Task When_every_head_is_old_nothing_is_pinned()
    {
        rig.Time.Advance(TimeSpan.FromHours(1));
        var e = await Assert.ThrowsAsync<ReadFailedException>(rig.Pin);
        Assert.Equal(new Failure(FailureReason.Lagging, "2 endpoints: its newest block is 3600 s old"), e.Failure);
    }

    [Fact]
    public async Task A_node_behind_its_peer_is_not_preferred()
    {
        first.Behind = 4;
        Assert.Equal(chain.Head, (await rig.Pin()).Ref);
    }

    [Fact]
    public async Task When_all_fail_alike_the_failure_counts_them()
    {
        first.Fault = second.Fault = _ => RpcAnswer.Failed(FailureReason.Timeout, "no answer in 5 s");
        var e = await Assert.ThrowsAsync<ReadFailedException>(rig.Pin);
        Assert.Equal(new Failure(FailureReason.Timeout, "2 endpoints, 3 tries each: no answer in 5 s"), e.Failure);
    }

    [Fact]
    public async Task When_they_fail_differently_the_failure_names_each()
    {
        first.Fault = _ => RpcAnswer.Failed(FailureReason.Unreachable, "no connection");
        second.Fault = _ => RpcAnswer.Failed(FailureReason.NodeError, "HTTP 500");
        var e = await Assert.ThrowsAsync<ReadFailedException>(rig.Pin);
        Assert.Equal("2 endpoints, 3 tries each: a.example#0 no connection; b.example#1 HTTP 500", e.Failure.Why);
    }

    [Fact]
    public async Task A_hanging_node_times_out()
    {
        var hanging = new HangingNode();
        var client = new ChainClient(new("fake", FakeChain.Id) { RetryDelay = TimeSpan.Zero, Tries = 1 }, [hanging], rig.Time, new());
        var pin = client.Pin(BlockSelector.Latest, default);
        await hanging.Asked.Task;
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        var e = await Assert.ThrowsAsync<ReadFailedException>(() => pin);
        Assert.Equal(new Failure(FailureReason.Timeout, "hanging#0: no answer in 5 s"), e.Failure);
    }

    [Fact]
    public async Task An_endpoint_that_asks_to_be_left_alone_is_left_alone()
    {
        first.Fault = _ => RpcAnswer.Failed(FailureReason.RateLimited, "HTTP 429") with { RetryAfter = TimeSpan.FromSeconds(60) };
        await Read();
        Assert.Single(first.Requests, request => request.Method == "eth_chainId");
    }

    [Fact]
    public async Task Only_the_requests_of_a_batch_that_failed_are_sent_again()
    {
        var without = new Rig(chain, new ChainClientOptions("fake", FakeChain.Id) { RetryDelay = TimeSpan.Zero, Multicall3 = null }, first);
        var failures = 1;
        first.Fault = request => request.Method == "eth_call" && failures-- > 0 ? RpcAnswer.Failed(FailureReason.NodeError, "busy") : null;
        var (_, outcomes) = await without.ReadAll(block => Enumerable.Range(0, 3).Select(i => (Func<Read<BigInteger>>)(() => block.Call(adder, new Ask(i)))));
        Assert.All(outcomes, outcome => Assert.True(outcome.Ok));
        Assert.Equal(4, first.Asked("eth_call"));
    }

    [Fact]
    public async Task A_node_that_keeps_failing_is_rested()
    {
        var alone = new Rig(chain, first);
        first.Fault = _ => RpcAnswer.Failed(FailureReason.NodeError, "HTTP 500");
        for (var i = 0; i < 2; i++) await Assert.ThrowsAsync<ReadFailedException>(alone.Pin);
        var before = first.Requests.Count;
        var pin = alone.Pin();
        Assert.False(pin.IsCompleted);
        Assert.Equal(before, first.Requests.Count);
        first.Fault = _ => null;
        alone.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(chain.Head, (await pin).Ref);
    }

    [Fact]
    public async Task A_clock_set_back_lengthens_no_rest()
    {
        var alone = new Rig(chain, first);
        first.Fault = _ => RpcAnswer.Failed(FailureReason.NodeError, "HTTP 500");
        for (var i = 0; i < 2; i++) await Assert.ThrowsAsync<ReadFailedException>(alone.Pin);
        first.Fault = _ => null;
        alone.Time.Set(TimeSpan.FromHours(-8));
        var pin = alone.Pin();
        alone.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(chain.Head, (await pin).Ref);
    }

    Task<Outcome<BigInteger>> Read() => rig.Read(block => block.Call(adder, new Ask(1)));

    sealed class HangingNode : ITransport
    {
        public string Name => "hanging#0";

        public TaskCompletionSource Asked { get; } = new();

        public async ValueTask<System.Collections.Immutable.ImmutableArray<RpcAnswer>> Send(System.Collections.Immutable.ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
        {
            Asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return [];
        }
    }
}
