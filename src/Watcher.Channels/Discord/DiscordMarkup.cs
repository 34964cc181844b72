using System.Text;

namespace Watcher.Channels.Discord;

/// <summary>Makes text harmless in Discord's markdown: every sign that could begin markup, a mention, an emoji or a link has a backslash before it.</summary>
static class DiscordMarkup
{
    const string Signs = @"\*_~`|[]<>@#:";

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var sign in text) (Signs.Contains(sign, StringComparison.Ordinal) ? escaped.Append('\\') : escaped).Append(sign);
        return escaped.ToString();
    }
}
