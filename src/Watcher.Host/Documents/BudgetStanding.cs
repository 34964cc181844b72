using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Host.Api;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Planning;
using Watcher.Settings;
using Watcher.Store;

namespace Watcher.Host.Documents;

/// <summary>A chain's call budget, what is spent of it, and on whom.</summary>
sealed record BudgetStanding(string Chain, CallBudget Budget, ImmutableArray<CallsSpent> Spent, ReadingPlan Plan)
{
    /// <summary>As the running service spends it.</summary>
    public static ImmutableArray<BudgetStanding> Of(Watch watch) =>
        [.. watch.Cycles.Where(cycle => cycle.Chain.Budget is not null).Select(cycle =>
            new BudgetStanding(cycle.Chain.Name, cycle.Chain.Budget!, cycle.Spending.Spent, cycle.Spending.Plan!))];

    /// <summary>
    /// From the database, beside a service or without one. When a wallet was read, only the service knows, since a block that was read before
    /// is not recorded again; and a cycle is reckoned at its usual cost.
    /// </summary>
    public static ImmutableArray<BudgetStanding> Of(WatcherConfig config, WatcherStore store, DateTimeOffset now)
    {
        var past = new Recollection(config, store, new(config), now);
        return [.. config.Chains.Where(chain => chain.Budget is not null).Select(chain => Of(config, chain, store.Calls.Spent(chain.Name, now), past))];
    }

    public JsonObject Json
    {
        get
        {
            var json = PlanJson.Of(Plan, Spent);
            json.Insert(0, "chain", Chain);
            json.Insert(1, "maxUnread", Durations.Text(Budget.MaxUnread));
            return json;
        }
    }

    static BudgetStanding Of(WatcherConfig config, ChainConfig chain, ImmutableDictionary<string, long> calls, Recollection past)
    {
        ImmutableArray<CallsSpent> spent =
            [.. chain.EndpointNames.Select(name => new CallsSpent(name, calls.GetValueOrDefault(name), chain.Budget!.CallsOf(name)))];
        var distances = past.Of(chain).SelectMany(known => RiskDistance.Of(known.Reports, known.Observations)).ToDictionary();
        var wallets = config.Wallets.Where(wallet => wallet.Chains.Contains(chain.Name))
            .Select(wallet => new WalletWatch(wallet.Address, distances.GetValueOrDefault(wallet.Address), null));
        var every = chain.Looks(config.Schedule.Every);
        return new(chain.Name, chain.Budget!, spent, ReadingPlan.Of(wallets, chain.Budget!, spent, every, CallBudget.UsualCost));
    }
}
