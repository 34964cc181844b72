using System.Globalization;
using System.Text;
using Watcher.Alerts;

namespace Watcher.Channels.Console;

/// <summary>
/// A notification as lines of text: what happened first, then what to do, then where. Text from the chain is hostile: what could move the
/// cursor or reorder what is read is taken out of it before.
/// </summary>
static class ConsoleText
{
    public static string Of(Notification notification)
    {
        var text = NotificationText.Of(notification);
        var lines = new StringBuilder(text.Title);
        foreach (var line in text.Lines) lines.Append(CultureInfo.InvariantCulture, $"\n  {line.Name,-12} {line.Text}");
        if (notification.Link is { } link) lines.Append(CultureInfo.InvariantCulture, $"\n  {"see",-12} {link.AbsoluteUri}");
        return lines.ToString();
    }
}
