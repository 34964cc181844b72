using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Host.Cycle;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Api;

/// <summary>Whether the watch is really kept: every chain read completely and lately, the database writable, every channel taking its messages.</summary>
static class Readiness
{
    public static (bool Ready, JsonObject Json) Of(Watch watch)
    {
        var chains = Chains(watch);
        var (writable, store) = Store(watch.Store);
        var channels = writable ? Channels(watch) : Channels(watch, []);
        var ready = chains.TrueForAll(c => c.Ready) && writable && channels.TrueForAll(c => c.Ready);
        return (ready, new()
        {
            ["ready"] = ready,
            ["chains"] = new JsonArray([.. chains.Select(c => c.Json)]),
            ["store"] = store,
            ["channels"] = new JsonArray([.. channels.Select(c => c.Json)]),
        });
    }

    public static List<(bool Ready, JsonObject Json)> Chains(Watch watch) =>
        [.. watch.Cycles.Select(cycle => Chain(cycle, watch.Config.Schedule.Every))];

    /// <exception cref="StoreException">The database does not tell.</exception>
    public static List<(bool Ready, JsonObject Json)> Channels(Watch watch) => Channels(watch, watch.Store.Outbox.Health().ToDictionary(h => h.Channel));

    static List<(bool Ready, JsonObject Json)> Channels(Watch watch, Dictionary<string, ChannelHealth> health) =>
        [.. watch.Config.Channels.Select(c => Channel(c.Name, health.GetValueOrDefault(c.Name), Soundness.OfDelivery(watch.Courier, c.Name)))];

    static (bool Ready, JsonObject Json) Chain(ChainCycle cycle, TimeSpan every)
    {
        var why = Soundness.Of(cycle, every);
        var json = new JsonObject { ["chain"] = cycle.Chain.Name, ["ready"] = why is null };
        if (cycle.LastGood is { Block: { } block } good)
        {
            json["lastGoodAt"] = ReportJson.Text(good.At);
            json["block"] = ReportJson.Of(block);
        }
        if (why is not null) json["why"] = why;
        json["endpoints"] = new JsonArray([.. cycle.Client.Endpoints.Select(Endpoint)]);
        if (!cycle.Heads.IsEmpty) json["heads"] = new JsonArray([.. cycle.Heads.Select(Heads)]);
        if (cycle.Spending.Plan is { } plan) json["plan"] = PlanJson.Of(plan, cycle.Spending.Spent);
        return (why is null, json);
    }

    static JsonObject Heads(Evm.NewHeads heads)
    {
        var json = new JsonObject { ["name"] = heads.Name, ["listening"] = heads.Listening };
        if (heads is { Listening: false, LastFailure: { } failure }) json["failure"] = $"{failure.ReasonText}: {failure.Why}";
        return json;
    }

    static JsonObject Endpoint(Evm.EndpointHealth endpoint)
    {
        var json = new JsonObject { ["name"] = endpoint.Name, ["healthy"] = endpoint.Healthy };
        if (endpoint.Head is { } head) json["head"] = head;
        if (endpoint is { Healthy: false, LastFailure: { } failure }) json["failure"] = $"{failure.ReasonText}: {failure.Why}";
        return json;
    }

    static (bool Writable, JsonObject Json) Store(WatcherStore store)
    {
        var why = Soundness.Of(store);
        var json = new JsonObject { ["writable"] = why is null };
        if (why is not null) json["why"] = why;
        return (why is null, json);
    }

    /// <param name="health">Null where it never sent anything.</param>
    /// <param name="stuck">What keeps its delivery from running.</param>
    static (bool Ready, JsonObject Json) Channel(string name, ChannelHealth? health, string? stuck)
    {
        var healthy = stuck is null && health is not { Failures: > 0 };
        var json = new JsonObject { ["channel"] = name, ["healthy"] = healthy, ["pending"] = health?.Pending ?? 0, ["rejected"] = health?.Rejected ?? 0 };
        if (stuck is not null) json["why"] = stuck;
        if (health?.LastError is { } error) json["lastError"] = error;
        if (health?.LastSuccess is { } success) json["lastSuccessAt"] = ReportJson.Text(success);
        return (healthy, json);
    }
}
