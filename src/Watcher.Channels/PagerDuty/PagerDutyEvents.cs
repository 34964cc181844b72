using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels.Http;
using Watcher.Positions;
using Watcher.Reports;

namespace Watcher.Channels.PagerDuty;

/// <summary>
/// What a notification does to incidents (https://developer.pagerduty.com/docs/events-api-v2/trigger-events/): triggers one, or resolves it.
/// The routing key is put in when it is sent, so that it does not lie in the database.
/// </summary>
static class PagerDutyEvents
{
    const int LongestSummary = 1024, LongestSource = 255;

    /// <summary>In the order in which they are to be sent. An alert that ends takes its UNKNOWN with it.</summary>
    public static JsonArray Of(Notification notification) => notification.Reason switch
    {
        NotificationReason.Resolved => [Resolve(IncidentKey.OfBreach(notification)), Resolve(IncidentKey.OfUnknown(notification))],
        NotificationReason.Recovered => [Resolve(IncidentKey.OfUnknown(notification))],
        NotificationReason.Unknown => [Trigger(notification, IncidentKey.OfUnknown(notification))],
        _ => [Trigger(notification, IncidentKey.OfBreach(notification))],
    };

    static JsonObject Resolve(string key) => new() { ["event_action"] = "resolve", ["dedup_key"] = key };

    static JsonObject Trigger(Notification notification, string key)
    {
        var text = NotificationText.Of(notification);
        var json = new JsonObject
        {
            ["event_action"] = "trigger",
            ["dedup_key"] = key,
            ["payload"] = Payload(notification, text),
            ["client"] = "Watcher",
        };
        if (notification.Link is { } link)
        {
            json["client_url"] = link.AbsoluteUri;
            json["links"] = new JsonArray { new JsonObject { ["href"] = link.AbsoluteUri, ["text"] = "Open in Watcher" } };
        }
        return json;
    }

    /// <summary>A few lines: far from the 512 kB that an event may have.</summary>
    static JsonObject Payload(Notification notification, NotificationText text)
    {
        var details = new JsonObject();
        foreach (var line in text.Lines) details[line.Name] = line.Text;
        var payload = new JsonObject
        {
            ["summary"] = Fitting.Cut($"{text.Lead}: {text.Brief}", LongestSummary),
            ["source"] = ChainText.Clean($"watcher {notification.Chain}", LongestSource),
            ["severity"] = Severity(notification),
            ["custom_details"] = details,
        };
        if (notification.Position is { } position) payload["component"] = ChainText.Clean(position, LongestSource);
        if (notification.Rule is { } rule) payload["class"] = ChainText.Clean(rule, LongestSource);
        if (notification.FiredAt is { } firedAt) payload["timestamp"] = ReportJson.Text(firedAt);
        return payload;
    }

    static string Severity(Notification notification) => Alarms.Of(notification) switch
    {
        Alarm.Critical or Alarm.Escalated => "critical",
        Alarm.Warning => "warning",
        _ => "info",
    };
}
