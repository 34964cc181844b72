namespace Watcher.Channels.Slack;

/// <summary>
/// Makes text harmless in Slack's mrkdwn: <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> as entities, so that neither links nor mentions such as
/// <c>&lt;!channel&gt;</c> arise; the signs of bold, italic, strike and code, which have no escape, as their look-alikes.
/// </summary>
static class SlackMarkup
{
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace('*', '∗').Replace('_', 'ˍ').Replace('~', '∼').Replace('`', 'ˋ');
}
