using System.Collections.Concurrent;
using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Planning;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>A chain's call budget at work: who is read now, what it costs, and what is left of the day. Without a budget everybody is read, always.</summary>
/// <param name="every">How often the chain is looked at, at least.</param>
sealed class Spending(ChainConfig chain, ImmutableArray<WalletConfig> wallets, TimeSpan every, ChainClient client, CallBook calls, TimeProvider time)
{
    /// <summary>Weight of the last cycle in what a cycle costs.</summary>
    const double Weight = 0.2;

    /// <summary>By the time that passes: a clock set back would let nobody be due for as long.</summary>
    readonly ConcurrentDictionary<Address, (double? Distance, long At, Hash32 Block)> read = [];
    ImmutableDictionary<string, long> counted = ImmutableDictionary<string, long>.Empty;
    double cost = CallBudget.UsualCost;

    /// <summary>What each endpoint was asked; empty without a budget.</summary>
    public ImmutableArray<CallsSpent> Spent { get; private set; } = [];

    /// <summary>The plan that holds now; null without a budget.</summary>
    public ReadingPlan? Plan => chain.Budget is not { } budget ? null
        : ReadingPlan.Of(wallets.Select(Known), budget, Spent, every, cost);

    /// <summary>Who is read now; nobody while none is due.</summary>
    public ImmutableArray<WalletConfig> Due()
    {
        if (chain.Budget is { } budget && Spent.IsEmpty) Spent = Spend(budget);
        return Plan?.Due(time.GetUtcNow()) is { } due ? [.. wallets.Where(wallet => due.Contains(wallet.Address))] : wallets;
    }

    /// <summary>The block at which all of these were read last, if it is one.</summary>
    public Hash32? Seen(ImmutableArray<WalletConfig> due, Hash32? seen) =>
        chain.Budget is null || due.All(wallet => read.TryGetValue(wallet.Address, out var last) && last.Block == seen) ? seen : null;

    /// <summary>Nobody could be read: all are due at once.</summary>
    public void Forget() => read.Clear();

    /// <summary>They were read, or stand as they were read: the block is the same.</summary>
    public void Stand(ImmutableArray<WalletConfig> due)
    {
        foreach (var wallet in due.Where(wallet => read.ContainsKey(wallet.Address)))
            read[wallet.Address] = read[wallet.Address] with { At = time.GetTimestamp() };
    }

    /// <summary>They were read, and this is what it means.</summary>
    public void Take(Findings found)
    {
        if (chain.Budget is null) return;
        var distances = RiskDistance.Of(found.Assessment.Reports, found.Assessment.Observations);
        foreach (var wallet in found.Read.Wallets) read[wallet.Address] = (distances.GetValueOrDefault(wallet.Address), time.GetTimestamp(), found.Read.Block.Hash);
        cost = cost * (1 - Weight) + found.Read.Counters.RpcRequests * Weight;
    }

    /// <summary>Writes down what was asked since the last time, and says what it means.</summary>
    public ImmutableArray<Observation> Count()
    {
        if (chain.Budget is not { } budget) return [];
        var now = client.Calls.ToImmutableDictionary(one => one.Endpoint, one => one.Calls);
        calls.Add(chain.Name, now.Select(one => (one.Key, one.Value - counted.GetValueOrDefault(one.Key))), time.GetUtcNow());
        counted = now;
        Spent = Spend(budget);
        return [.. Spent.Select(spent => CallBudgetLow.Observe(chain.Name, spent, budget.MaxUnread))];
    }

    ImmutableArray<CallsSpent> Spend(CallBudget budget)
    {
        var spent = calls.Spent(chain.Name, time.GetUtcNow());
        return [.. client.Endpoints.Select(endpoint => new CallsSpent(endpoint.Name, spent.GetValueOrDefault(endpoint.Name), budget.CallsOf(endpoint.Name)))];
    }

    WalletWatch Known(WalletConfig wallet) =>
        read.TryGetValue(wallet.Address, out var last) ? new(wallet.Address, last.Distance, time.GetUtcNow() - time.GetElapsedTime(last.At)) : new(wallet.Address, null, null);
}
