using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.Slack;

/// <summary>A message in Block Kit (https://docs.slack.dev/reference/block-kit/blocks): a header, the facts, the rest of the cycle, a link.</summary>
static class SlackMessage
{
    const int LongestHeader = 150, LongestSection = 3000;

    public static byte[] Of(ImmutableArray<Notification> notifications)
    {
        var text = PeopleText.Of(notifications);
        var blocks = new JsonArray { Header($"{text.Alarm.Picture()} {text.First.Lead}{text.More}") };
        var lines = text.First.Lines.Select(line => $"*{SlackMarkup.Escape(line.Name)}:* {SlackMarkup.Escape(line.Text)}");
        blocks.Add(Section(Joined([$"*{SlackMarkup.Escape(text.First.Headline)}*", .. lines], [])));
        if (!text.Others.IsEmpty) blocks.Add(Section(Joined([], [.. text.Others.Select(other => SlackMarkup.Escape($"• {other.Lead}: {other.Brief}"))])));
        if (notifications[0].Link is { } link) blocks.Add(Section($"<{Escaped(link)}|Open in Watcher>"));
        // What the phone shows before the message is opened.
        return JsonBytes.Of(new JsonObject { ["text"] = SlackMarkup.Escape(text.Title), ["blocks"] = blocks, ["unfurl_links"] = false, ["unfurl_media"] = false });
    }

    static string Joined(IReadOnlyCollection<string> lines, IReadOnlyCollection<string> others) => Fitting.Join(lines, others, LongestSection, text => text.Length);

    static JsonObject Header(string text) => new JsonObject
    {
        ["type"] = "header",
        ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = Fitting.Cut(text, LongestHeader), ["emoji"] = true },
    };

    /// <summary>Verbatim: what looks like a link or a channel's name stays text.</summary>
    static JsonObject Section(string markdown) => new JsonObject
    {
        ["type"] = "section",
        ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = markdown, ["verbatim"] = true },
    };

    static string Escaped(Uri link) => link.AbsoluteUri.Replace("&", "&amp;", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal);
}
