using System.Globalization;

namespace Watcher.Host.Cli.Views;

/// <summary>An instant for people, in UTC to the second.</summary>
static class Instant
{
    /// <summary>The colon stands in Spectre.Console's markup as itself: digits name no emoji.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
