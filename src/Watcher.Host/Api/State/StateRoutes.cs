using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Reports;

namespace Watcher.Host.Api.State;

/// <summary>How everything stands: reports, rules, chains, channels, and what is configured.</summary>
static class StateRoutes
{
    public const string Chains = "watcher.chains/1", Channels = "watcher.channels/1";

    public static ImmutableArray<ApiRoute> All { get; } =
    [
        new("GET", "/report", "Everything as it was read last", ReportJson.Schema, request => ReportJson.Document(request.Watch.Ledger.Latest)),
        new("GET", "/rules", "Each rule with what it covers now, how that stands, and what is silenced", RulesJson.Schema, Rules),
        new("GET", "/chains", "Each chain: its last good block, its endpoints' health, what its calls are spent on", Chains,
            request => Document(Chains, "chains", Readiness.Chains(request.Watch, request.Now).Select(chain => chain.Json))),
        new("GET", "/channels", "Each channel: its health and what waits for it", Channels,
            request => Document(Channels, "channels", Readiness.Channels(request.Watch).Select(channel => channel.Json))),
        new("GET", "/config", "What is configured, without anything that may be secret", ConfigJson.Schema, request => ConfigJson.Document(request.Watch.Config)),
    ];

    static JsonObject Rules(ApiRequest request)
    {
        var (config, store) = (request.Watch.Config, request.Watch.Store);
        var rules = RuleStanding.All(config, store.Alerts.States(), store.Readings.Positions(), store.Steering.Read(request.Now), request.Now);
        return RulesJson.Document(rules, BudgetStanding.All(config, store.Calls, request.Now), request.Now);
    }

    static JsonObject Document(string schema, string name, IEnumerable<JsonObject> items) => new() { ["schema"] = schema, [name] = new JsonArray([.. items]) };
}
