using Watcher.Alerts;

namespace Watcher.Simulation;

/// <summary>Every alert that begins to fire is told to all its channels, no two in a row without an end between, and nothing is told of one that does not fire.</summary>
sealed class LivesAreTold
{
    readonly Dictionary<AlertKey, string> open = [];
    readonly HashSet<string> seen = [];

    /// <summary>Messages in the order they were stored.</summary>
    public void Take(IEnumerable<Message> messages)
    {
        foreach (var message in messages)
            if (seen.Add(message.Notification.Id)) Follow(message.Alert, message.Notification);
    }

    public void Began(PlannedRule rule, AlertKey alert, Plan plan, IReadOnlyList<Message> told)
    {
        foreach (var channel in plan.Channels.Where(rule.IsFor))
            if (!told.Any(m => m.Channel == channel && m.Alert == alert && m.Notification.Reason == NotificationReason.Fired))
                throw new Violation("each breach is told", $"{alert.Rule} on {alert.Subject} fires, and {channel} is to hear nothing");
    }

    void Follow(AlertKey alert, Notification told)
    {
        switch (told.Reason)
        {
            case NotificationReason.Fired when open.ContainsKey(alert):
                throw new Violation("one fired, one end", $"{told.Id} fired while {open[alert]} was not over");
            case NotificationReason.Fired:
                open[alert] = told.AlertId!;
                break;
            case NotificationReason.Resolved:
                open.Remove(alert);
                break;
            case NotificationReason.Worsened or NotificationReason.Reminder or NotificationReason.Escalated when open.GetValueOrDefault(alert) != told.AlertId:
                throw new Violation("one fired, one end", $"{told.Reason} {told.Id} of what had not fired or was over");
        }
    }
}
