using System.Collections.Immutable;
using Watcher.Devnet;

namespace Watcher.Benchmarks;

/// <summary>How many <c>eth_call</c>s cycles take, everything counted that is read for a report: positions, prices, events.</summary>
static class CallsBenchmark
{
    static readonly ImmutableArray<int> Crowds = [500, 1000];

    public static async Task<ImmutableArray<Figure>> Run()
    {
        await using var node = await DevnetNode.Start();
        ImmutableArray<Address> scenario = [.. DevnetWallet.All.Select(wallet => wallet.Address)];
        var crowd = await node.Populate(Crowds.Max(), seed: 1);
        var (first, later) = await Count(node, scenario);
        var figures = ImmutableArray.CreateBuilder<Figure>();
        figures.Add(new($"eth_calls of a first cycle over the {scenario.Length} wallets of the local chain", first, "", 8));
        figures.Add(new("... of a later one", later, "", 5));
        foreach (var more in Crowds)
        {
            var (_, all) = await Count(node, [.. scenario, .. crowd.Take(more)]);
            figures.Add(new($"... more for each of {more:N0} further wallets", (all - later) / (double)more, "", 0.02));
        }
        return figures.ToImmutable();
    }

    static async Task<(int First, int Later)> Count(DevnetNode node, ImmutableArray<Address> wallets)
    {
        using var cycle = new DevnetCycle(node, wallets);
        var first = (await cycle.Run()).EthCalls;
        await node.Mine();
        return (first, (await cycle.Run()).EthCalls);
    }
}
