using System.Collections.Immutable;
using Nethereum.Contracts;
using Nethereum.Contracts.QueryHandlers.MultiCall;
using Nethereum.Contracts.Standards.ERC20.ContractDefinition;
using Nethereum.Web3;
using Watcher.Benchmarks;
using Watcher.Devnet;
using Watcher.EndToEnd.Evm;
using Watcher.Evm;
using Watcher.Evm.Rpc;

namespace Watcher.Nethereum.Tests;

/// <summary>What reading costs with our client, with Nethereum's under our reading, and with Nethereum's own typed queries: one node, one run.</summary>
sealed class ClientsCompared : IDisposable
{
    const int Calls = 100;
    const int Times = 201;

    readonly DevnetNode node;
    readonly HttpTransport ours;
    readonly NethereumTransport theirs;
    readonly ChainClient byOurs;
    readonly ChainClient byTheirs;
    readonly Web3 typed;
    readonly ImmutableArray<Address> owners = [.. Enumerable.Range(1, Calls).Select(i => new Address([.. new byte[18], 0xee, (byte)i]))];

    public ClientsCompared(DevnetNode node)
    {
        this.node = node;
        (ours, theirs, typed) = (new(node.Url, 0), new(node.Url, 1), new(node.Url.ToString()));
        (byOurs, byTheirs) = (Client(ours), Client(theirs));
    }

    public void Dispose()
    {
        ours.Dispose();
        theirs.Dispose();
    }

    public IEnumerable<(string What, string Client, Cost Cost)> Measure()
    {
        yield return ("one call", "builtin", Cost.Median(Times, () => One(ours)));
        yield return ("one call", "nethereum", Cost.Median(Times, () => One(theirs)));
        yield return ("one call", "Nethereum's typed query", Cost.Median(Times, () => OneTyped().GetAwaiter().GetResult()));
        yield return ($"a multicall of {Calls}", "builtin", Cost.Median(Times, () => Many(byOurs).GetAwaiter().GetResult()));
        yield return ($"a multicall of {Calls}", "nethereum", Cost.Median(Times, () => Many(byTheirs).GetAwaiter().GetResult()));
        yield return ($"a multicall of {Calls}", "Nethereum's typed queries", Cost.Median(Times, () => ManyTyped().GetAwaiter().GetResult()));
    }

    Address Token => node.Tokens.Weth.Address;

    BigInteger One(ITransport transport)
    {
        var request = new RpcRequest("eth_call", new EthCall(null, Token, new BalanceOf(owners[0]).Data), "latest");
        return new(transport.Send([request], default).AsTask().GetAwaiter().GetResult()[0].Data(), isUnsigned: true, isBigEndian: true);
    }

    async Task<BigInteger> OneTyped() =>
        await typed.Eth.GetContractQueryHandler<BalanceOfFunction>().QueryAsync<BigInteger>(Token.ToString(), new() { Owner = owners[0].ToString() });

    /// <summary>The whole of a reading: the block is pinned first, by a round trip that Nethereum's queries at the newest block do without.</summary>
    async Task Many(ChainClient client)
    {
        var block = await client.Pin(BlockSelector.Latest, default);
        await client.Run(block, owners.Select(owner => (Func<Read<BigInteger>>)(() => block.Call(Token, new BalanceOf(owner)))), default);
    }

    static ChainClient Client(ITransport transport) => new(new("devnet", DevnetNode.ChainId), [transport], TimeProvider.System, new());

    async Task ManyTyped()
    {
        var calls = owners.Select(owner => new MulticallInputOutput<BalanceOfFunction, BalanceOfOutputDTO>(new() { Owner = owner.ToString() }, Token.ToString())).ToArray();
        await typed.Eth.GetMultiQueryHandler().MultiCallAsync(calls);
    }
}
