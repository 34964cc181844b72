using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Host.Cycle;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Api.Live;

/// <summary>What of the watch is told to those who listen: that something changed and where it stands, never the document itself.</summary>
sealed class LiveChanges(LiveFeed feed)
{
    /// <summary>Of more changes at once only so many are named: who listens reads the list anyway.</summary>
    const int MostNamed = 100;

    public void Follow(Watch watch)
    {
        watch.Ran += Ran;
        watch.Ledger.Stored += Stored;
        watch.Ledger.Tried += Tried;
        watch.Ledger.Steered += Steered;
    }

    /// <summary>Told at the cycle's end: by then the chain's document knows of it as the reports do.</summary>
    void Ran(CycleOutcome outcome)
    {
        if (!outcome.IsNews) return;
        var json = new JsonObject { ["chain"] = outcome.Chain.Name };
        if (outcome.Block is { } block) json["block"] = ReportJson.Of(block);
        feed.Tell("report", json);
    }

    void Stored(AlertChanges changes)
    {
        Tell("alerts", changes.States.Where(alert => alert.Id is not null), Of);
        Tell("deliveries", changes.Outbox, message => Delivery(message.Channel, message.NotificationId, "pending"));
    }

    void Tried(DeliveryAttempt attempt) =>
        Tell("deliveries", [attempt], one => Delivery(one.Message.Channel, one.Message.NotificationId, StateAfter(one.Outcome)));

    /// <summary>What people say is for whoever shows it: which alerts it is of, their list tells.</summary>
    void Steered() => feed.Tell("steering", []);

    void Tell<T>(string what, IEnumerable<T> changed, Func<T, JsonObject> of)
    {
        var all = changed.ToList();
        if (all.Count == 0) return;
        var json = new JsonObject { [what] = new JsonArray([.. all.Take(MostNamed).Select(of)]) };
        if (all.Count > MostNamed) json["more"] = all.Count - MostNamed;
        feed.Tell(what, json);
    }

    static JsonObject Of(AlertState alert) => new() { ["id"] = alert.Id, ["rule"] = alert.Key.Rule, ["state"] = AlertJson.StateOf(alert) };

    static string StateAfter(DeliveryOutcome outcome) => outcome == DeliveryOutcome.Retry ? "pending" : outcome.ToString().ToLowerInvariant();

    static JsonObject Delivery(string channel, string notification, string state) =>
        new() { ["channel"] = channel, ["notification"] = notification, ["state"] = state };
}
