using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Host.Api;
using Watcher.Host.Config;
using Watcher.Planning;
using Watcher.Settings;
using Watcher.Store;

namespace Watcher.Host.Documents;

/// <summary>A chain's call budget and what is spent of it, from the database.</summary>
sealed record BudgetStanding(string Chain, CallBudget Budget, ImmutableArray<CallsSpent> Spent)
{
    public static ImmutableArray<BudgetStanding> All(WatcherConfig config, CallBook calls, DateTimeOffset now) =>
        [.. config.Chains.Where(chain => chain.Budget is not null).Select(chain => Of(chain, chain.Budget!, calls.Spent(chain.Name, now)))];

    public JsonObject Json => new()
    {
        ["chain"] = Chain,
        ["maxUnread"] = Durations.Text(Budget.MaxUnread),
        ["calls"] = new JsonArray([.. Spent.Select(PlanJson.Of)]),
    };

    /// <summary>One line for each endpoint.</summary>
    public IEnumerable<string> Lines => Spent.Select(spent =>
        $"{Chain}: {spent.Calls} of {spent.Allowed} calls to {spent.Endpoint} spent in the last 24h; no wallet unread for longer than {Durations.Text(Budget.MaxUnread)}");

    static BudgetStanding Of(ChainConfig chain, CallBudget budget, ImmutableDictionary<string, long> spent) => new(chain.Name, budget,
        [.. chain.Rpc.Select((_, i) => chain.EndpointName(i)).Select(name => new CallsSpent(name, spent.GetValueOrDefault(name), budget.CallsOf(name)))]);
}
