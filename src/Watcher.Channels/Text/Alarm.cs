using Watcher.Alerts;

namespace Watcher.Channels;

/// <summary>How loud a notification is to be where a service has loudness.</summary>
public enum Alarm
{
    /// <summary>Good news, or a test: wakes nobody.</summary>
    Calm,
    Info,
    Warning,
    Critical,
    /// <summary>Nobody took notice of it before.</summary>
    Escalated,
}

public static class Alarms
{
    public static Alarm Of(Notification notification) => notification.Reason switch
    {
        NotificationReason.Resolved or NotificationReason.Recovered or NotificationReason.Test => Alarm.Calm,
        NotificationReason.Escalated => Alarm.Escalated,
        _ => notification.Severity switch
        {
            Severity.Critical => Alarm.Critical,
            Severity.Warning => Alarm.Warning,
            _ => Alarm.Info,
        },
    };

    /// <summary>What stands before a title where pictures are shown.</summary>
    public static string Picture(this Alarm alarm) => alarm switch
    {
        Alarm.Calm => "✅",
        Alarm.Info => "ℹ️",
        Alarm.Warning => "⚠️",
        Alarm.Critical => "🚨",
        _ => "🚨🚨🚨",
    };
}
