using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels.Http;
using Watcher.Positions;
using Watcher.Reports;

namespace Watcher.Channels.Alertmanager;

/// <summary>
/// A notification as Alertmanager's alerts (https://prometheus.io/docs/alerting/latest/alerts_api/). It knows no messages, only what fires
/// until when: so a firing one ends far in the future, and its end is the same labels with an end that is past.
/// </summary>
static class AlertmanagerAlerts
{
    const string Breach = "breach", Unknown = "unknown";
    const int LongestLabel = 1000;

    /// <summary>An event has no end that could be told.</summary>
    static readonly TimeSpan EventLasts = TimeSpan.FromDays(1);

    /// <param name="hold">How long one counts as firing when nothing more is heard of it.</param>
    public static JsonArray Of(Notification notification, DateTimeOffset now, TimeSpan hold) => notification.Reason switch
    {
        NotificationReason.Resolved => [Alert(notification, Breach, now, now), Alert(notification, Unknown, now, now)],
        NotificationReason.Recovered => [Alert(notification, Unknown, now, now)],
        NotificationReason.Unknown => [Alert(notification, Unknown, now, now + hold)],
        NotificationReason.Event => [Alert(notification, Breach, now, now + (hold < EventLasts ? hold : EventLasts))],
        NotificationReason.Test => [Alert(notification, Breach, now, now + TimeSpan.FromMinutes(1))],
        _ => [Alert(notification, Breach, now, now + hold)],
    };

    static JsonObject Alert(Notification notification, string kind, DateTimeOffset now, DateTimeOffset end)
    {
        var text = NotificationText.Of(notification);
        var since = kind == Breach ? notification.FiredAt ?? now : now;
        var json = new JsonObject
        {
            ["labels"] = Labels(notification, kind),
            ["annotations"] = new JsonObject
            {
                ["summary"] = text.Title,
                ["description"] = string.Join('\n', text.Lines.Select(line => $"{line.Name}: {line.Text}")),
            },
            ["startsAt"] = ReportJson.Text(since < end ? since : end),
            ["endsAt"] = ReportJson.Text(end),
        };
        if (notification.Link is { } link) json["generatorURL"] = link.AbsoluteUri;
        return json;
    }

    /// <summary>The same from the first message of an alert's life to the last: by them it is known. An empty label is none.</summary>
    static JsonObject Labels(Notification n, string kind)
    {
        var labels = new JsonObject
        {
            ["alertname"] = Clean(n.Rule) ?? "watcher-test",
            ["alert_id"] = IncidentKey.OfBreach(n),
            ["kind"] = kind,
            ["severity"] = n.Severity.ToString().ToLowerInvariant(),
            ["job"] = "watcher",
        };
        (string Name, string? Value)[] known = [("chain", n.Chain), ("wallet", n.Wallet?.ToString()), ("label", n.Label), ("position", n.Position)];
        foreach (var (name, value) in known)
            if (Clean(value) is { } text) labels[name] = text;
        if (n.Drill) labels["drill"] = "true";
        return labels;
    }

    static string? Clean(string? text) => text is null || ChainText.Clean(text, LongestLabel) is not { Length: > 0 } clean ? null : clean;
}
