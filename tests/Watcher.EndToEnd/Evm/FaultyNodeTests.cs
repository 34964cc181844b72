using Watcher.Devnet;
using Watcher.EndToEnd.Faults;
using Watcher.Evm;
using Watcher.Evm.Rpc;

namespace Watcher.EndToEnd.Evm;

/// <summary>A node that fails in each of its ways, in front of a good one and alone: the right number, or none and the reason.</summary>
public sealed class FaultyNodeTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    public static TheoryData<string, FailureReason> Faults() => new()
    {
        { nameof(Fail.Timeout), FailureReason.Timeout },
        { nameof(Fail.Drop), FailureReason.Unreachable },
        { nameof(Fail.ServerError), FailureReason.NodeError },
        { nameof(Fail.Garbage), FailureReason.BadAnswer },
        { nameof(Fail.WrongIds), FailureReason.BadAnswer },
        { nameof(Fail.EmptyResults), FailureReason.BadAnswer },
        { nameof(Fail.NullResults), FailureReason.BadAnswer },
        { nameof(Fail.Truncated), FailureReason.BadAnswer },
        { nameof(Fail.TooManyRequests), FailureReason.RateLimited },
        { nameof(Fail.RpcError), FailureReason.NodeError },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Another_node_is_read_within_the_cycle(string fault, FailureReason reason)
    {
        await using var proxy = await FaultProxy.Start(Node.Url);
        using var faulty = new HttpTransport(proxy.Url, 0);
        using var good = new HttpTransport(Node.Url, 1);
        var client = Client(TimeoutOf(fault), faulty, good);
        await KnowBoth(client);
        proxy.On("eth_call", FaultOf(fault));
        Assert.Equal(await Expected(), (await Read(client)).Value);
        Assert.Equal(reason, client.Endpoints[0].LastFailure!.Reason);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Alone_it_gives_no_number_but_the_reason(string fault, FailureReason reason)
    {
        await using var proxy = await FaultProxy.Start(Node.Url);
        using var faulty = new HttpTransport(proxy.Url, 0);
        proxy.On("eth_call", FaultOf(fault));
        Assert.Equal(reason, (await Read(Client(TimeoutOf(fault), faulty))).Failure!.Reason);
    }

    [Fact]
    public async Task A_node_of_another_chain_is_not_read()
    {
        await using var proxy = await FaultProxy.Start(Node.Url);
        proxy.Always(Fail.ChainId(5));
        using var faulty = new HttpTransport(proxy.Url, 0);
        var e = await Assert.ThrowsAsync<ReadFailedException>(() => Read(Client(Patient.Timeout, faulty)));
        Assert.Equal(new Failure(FailureReason.WrongChain, "127.0.0.1#0: serves chain 5, not 31337"), e.Failure);
    }

    [Fact]
    public async Task A_node_that_recovers_within_the_tries_is_believed()
    {
        await using var proxy = await FaultProxy.Start(Node.Url);
        proxy.On("eth_call", Fail.ServerError, times: 2);
        using var faulty = new HttpTransport(proxy.Url, 0);
        Assert.Equal(await Expected(), (await Read(Client(Patient.Timeout, faulty))).Value);
    }

    static Fault FaultOf(string name) => name switch
    {
        nameof(Fail.TooManyRequests) => Fail.TooManyRequests(),
        nameof(Fail.RpcError) => Fail.RpcError(-32603, "internal error"),
        _ => (Fault)typeof(Fail).GetProperty(name)!.GetValue(null)!,
    };

    /// <summary>Short only where it has to pass: on a busy machine a second may pass by itself.</summary>
    static TimeSpan TimeoutOf(string fault) => fault == nameof(Fail.Timeout) ? TimeSpan.FromSeconds(1) : Patient.Timeout;

    static ChainClient Client(TimeSpan timeout, params HttpTransport[] endpoints) =>
        new(Patient with { Timeout = timeout, RetryDelay = TimeSpan.FromMilliseconds(20) }, endpoints, TimeProvider.System, new());

    /// <summary>Until then the one that is slower to tell of its head may be passed over.</summary>
    static async Task KnowBoth(ChainClient client)
    {
        await client.Pin(BlockSelector.Latest, default);
        await Eventually.True(() => client.Endpoints.All(endpoint => endpoint.Head is not null), "both have told of their heads");
    }

    Task<BigInteger> Expected() => Node.Tokens.Weth.Contract.Get<BigInteger>("balanceOf", DevnetWallet.Borrower.Address);

    async Task<Outcome<BigInteger>> Read(ChainClient client)
    {
        var block = await client.Pin(BlockSelector.Latest, default);
        return (await client.Run(block, [() => block.Call(Node.Tokens.Weth.Address, new BalanceOf(DevnetWallet.Borrower.Address))], default))[0];
    }
}
