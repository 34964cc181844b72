using System.Collections.Immutable;
using Watcher.Alerts;

namespace Watcher.Channels;

/// <summary>What the channels that people read have in common: the same words in the same order, which each only marks up.</summary>
/// <param name="First">The worst, in full.</param>
/// <param name="Others">The rest of the cycle in short.</param>
public sealed record PeopleText(Alarm Alarm, NotificationText First, ImmutableArray<NotificationText> Others)
{
    public static PeopleText Of(ImmutableArray<Notification> notifications) => new(Alarms.Of(notifications[0]),
        NotificationText.Of(notifications[0]), [.. notifications.Skip(1).Select(NotificationText.Of)]);

    public string Title => $"{First.Title}{More}";

    /// <summary>That there is more than the first, for a title.</summary>
    public string More => Others.IsEmpty ? "" : $" (+{Others.Length} more)";
}
