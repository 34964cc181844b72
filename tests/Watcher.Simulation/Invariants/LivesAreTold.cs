using Watcher.Alerts;

namespace Watcher.Simulation;

/// <summary>Every alert that begins to fire is told to all its channels, no two in a row without an end between, and nothing is told of one that does not fire.</summary>
sealed class LivesAreTold
{
    readonly Dictionary<AlertKey, string> lives = [];
    readonly Dictionary<(string Channel, AlertKey Alert), string> open = [];
    readonly HashSet<string> seen = [];

    /// <summary>Messages in the order they were stored.</summary>
    public void Take(IEnumerable<Message> messages)
    {
        foreach (var message in messages)
        {
            Heard((message.Channel, message.Alert), message.Notification);
            if (seen.Add(message.Notification.Id)) Follow(message.Alert, message.Notification);
        }
    }

    /// <summary>An alert began to fire, whether or not there is a channel to tell.</summary>
    public void Fired(AlertKey alert, string id) => lives[alert] = id;

    /// <summary>A channel that is no longer configured hears of no end.</summary>
    public void Removed(string channel)
    {
        foreach (var heard in open.Keys.Where(k => k.Channel == channel).ToList()) open.Remove(heard);
    }

    public void Began(PlannedRule rule, AlertKey alert, Plan plan, IReadOnlyList<Message> told)
    {
        foreach (var channel in plan.Channels.Where(rule.IsFor))
            if (!told.Any(m => m.Channel == channel && m.Alert == alert && m.Notification.Reason == NotificationReason.Fired))
                throw new Violation("each breach is told", $"{alert.Rule} on {alert.Subject} fires, and {channel} is to hear nothing");
    }

    void Heard((string Channel, AlertKey Alert) who, Notification told)
    {
        if (told.Reason == NotificationReason.Resolved) open.Remove(who);
        if (told.Reason == NotificationReason.Fired && !open.TryAdd(who, told.AlertId!))
            throw new Violation("one fired, one end", $"{told.Id} fired on {who.Channel} while {open[who]} was not over there");
    }

    void Follow(AlertKey alert, Notification told)
    {
        switch (told.Reason)
        {
            case NotificationReason.Resolved:
                lives.Remove(alert);
                break;
            case NotificationReason.Worsened or NotificationReason.Reminder or NotificationReason.Escalated when lives.GetValueOrDefault(alert) != told.AlertId:
                throw new Violation("one fired, one end", $"{told.Reason} {told.Id} of what had not fired or was over");
        }
    }
}
