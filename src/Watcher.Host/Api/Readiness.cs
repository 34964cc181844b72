using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Host.Cycle;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Api;

/// <summary>Whether the watch is really kept: every chain read completely and lately, the database writable, every channel taking its messages.</summary>
static class Readiness
{
    /// <summary>Cycles that may be missed before a chain counts as not read.</summary>
    const int Missed = 3;

    public static (bool Ready, JsonObject Json) Of(Watch watch, DateTimeOffset now)
    {
        var chains = watch.Cycles.Select(c => Chain(c, watch.Config.Schedule.Every, now)).ToList();
        var (writable, store) = Store(watch.Store);
        var channels = writable ? watch.Store.Outbox.Health().Where(h => watch.Config.Channels.Any(c => c.Name == h.Channel)).Select(Channel).ToList() : [];
        var ready = chains.TrueForAll(c => c.Ready) && writable && channels.TrueForAll(c => c.Ready);
        return (ready, new()
        {
            ["ready"] = ready,
            ["chains"] = new JsonArray([.. chains.Select(c => c.Json)]),
            ["store"] = store,
            ["channels"] = new JsonArray([.. channels.Select(c => c.Json)]),
        });
    }

    static (bool Ready, JsonObject Json) Chain(ChainCycle cycle, TimeSpan every, DateTimeOffset now)
    {
        var allowed = (cycle.Chain.Every ?? every) * Missed + ChainCycle.Limit;
        var ready = cycle.Last is { Complete: true } last && now - last.At < allowed;
        var json = new JsonObject { ["chain"] = cycle.Chain.Name, ["ready"] = ready };
        if (cycle.LastGood is { Block: { } block } good)
        {
            json["lastGoodAt"] = ReportJson.Text(good.At);
            json["block"] = ReportJson.Of(block);
        }
        json["why"] = ready ? null : cycle.Last is null ? "not read yet" : cycle.Last.Failure is { } failure ? $"{failure.ReasonText}: {failure.Why}"
            : cycle.Last.Complete ? "no cycle lately" : "not everything could be read: see /api/v1/report";
        if (ready) json.Remove("why");
        json["endpoints"] = new JsonArray([.. cycle.Client.Endpoints.Select(Endpoint)]);
        return (ready, json);
    }

    static JsonObject Endpoint(Evm.EndpointHealth endpoint)
    {
        var json = new JsonObject { ["name"] = endpoint.Name, ["healthy"] = endpoint.Healthy };
        if (endpoint.Head is { } head) json["head"] = head;
        if (endpoint is { Healthy: false, LastFailure: { } failure }) json["failure"] = $"{failure.ReasonText}: {failure.Why}";
        return json;
    }

    /// <summary>An empty commit takes the same locks and the same disk as a full one.</summary>
    static (bool Writable, JsonObject Json) Store(WatcherStore store)
    {
        try
        {
            store.Commit(AlertChanges.None);
            return (true, new() { ["writable"] = true });
        }
        catch (StoreException trouble)
        {
            return (false, new() { ["writable"] = false, ["why"] = trouble.Message });
        }
    }

    static (bool Ready, JsonObject Json) Channel(ChannelHealth health)
    {
        var json = new JsonObject { ["channel"] = health.Channel, ["healthy"] = health.Failures == 0, ["pending"] = health.Pending, ["rejected"] = health.Rejected };
        if (health.LastError is { } error) json["lastError"] = error;
        if (health.LastSuccess is { } success) json["lastSuccessAt"] = ReportJson.Text(success);
        return (health.Failures == 0, json);
    }
}
