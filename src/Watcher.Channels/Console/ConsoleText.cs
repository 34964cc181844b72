using System.Globalization;
using System.Text;
using Watcher.Alerts;
using Watcher.Positions;

namespace Watcher.Channels.Console;

/// <summary>
/// A notification as lines of text: what happened first, then where and by how much. Text from the chain is hostile: what
/// could move the cursor or reorder what is read is taken out.
/// </summary>
static class ConsoleText
{
    const int LongestLine = 1000;

    public static string Of(Notification notification)
    {
        var lines = new StringBuilder(Headline(notification));
        Line(lines, "rule", notification.Rule);
        Line(lines, "wallet", Wallet(notification));
        Line(lines, "position", notification.Position);
        Line(lines, notification.Metric, Measure(notification));
        Line(lines, "block", Block(notification.Block));
        return lines.ToString();
    }

    static string Headline(Notification n) =>
        $"{(n.Drill ? "DRILL " : "")}{n.Severity.ToString().ToUpperInvariant()} {n.Reason.ToString().ToLowerInvariant()}: {Clean(n.Summary)}";

    static string? Wallet(Notification n) => n.Wallet is { } wallet ? n.Label is { } label ? $"{label} ({wallet})" : $"{wallet}" : null;

    static string? Measure(Notification n) => n.Value is { } value ? n.Threshold is { } threshold ? $"{value} (threshold {threshold})" : value : null;

    static string? Block(BlockRef? block) => block is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{block.Number} {block.Timestamp.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");

    static void Line(StringBuilder lines, string? what, string? text)
    {
        if (what is not null && text is not null) lines.Append(CultureInfo.InvariantCulture, $"\n  {Clean(what),-10} {Clean(text)}");
    }

    static string Clean(string text) => ChainText.Clean(text, LongestLine);
}
