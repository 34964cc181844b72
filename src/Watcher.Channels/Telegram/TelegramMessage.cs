using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.Telegram;

/// <summary>
/// A message as plain text with entities (https://core.telegram.org/bots/api#messageentity), so that no markup needs escaping. All words that
/// are not ours lie inside <c>code</c>, where Telegram makes no links, mentions or commands of them.
/// </summary>
sealed class TelegramMessage
{
    /// <summary>In UTF-16 code units, of the text as it is shown.</summary>
    const int LongestText = 4096;
    const int MostEntities = 100, LongestMore = 20;
    readonly System.Text.StringBuilder text = new();
    readonly JsonArray entities = [];

    public static byte[] Of(ImmutableArray<Notification> notifications)
    {
        var (people, message) = (PeopleText.Of(notifications), new TelegramMessage());
        message.Write(people, notifications[0].Link?.AbsoluteUri);
        return JsonBytes.Of(new JsonObject
        {
            ["text"] = message.text.ToString(),
            ["entities"] = message.entities,
            ["link_preview_options"] = new JsonObject { ["is_disabled"] = true },
            ["disable_notification"] = people.Alarm == Alarm.Calm,
        });
    }

    void Write(PeopleText people, string? link)
    {
        var linkLength = link is null ? 0 : link.Length + 1;
        Add($"{people.Alarm.Picture()} {people.First.Lead}{people.More}", "bold");
        Code("\n", people.First.Headline);
        foreach (var line in people.First.Lines.TakeWhile(line => Fits(line.Name.Length + line.Text.Length + 3 + linkLength))) Code($"\n{line.Name}: ", line.Text);
        var shown = people.Others.TakeWhile(other => Take(other, linkLength)).Count();
        if (shown < people.Others.Length) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\nand {people.Others.Length - shown} more");
        if (link is not null) text.Append('\n').Append(link);
    }

    bool Take(NotificationText other, int linkLength)
    {
        if (!Fits(other.Lead.Length + other.Brief.Length + 5 + linkLength)) return false;
        Code($"\n• {other.Lead}: ", other.Brief);
        return true;
    }

    /// <summary>Besides the last line, which says how many more there are.</summary>
    bool Fits(int length) => text.Length + length + LongestMore <= LongestText && entities.Count < MostEntities;

    void Code(string ours, string theirs)
    {
        text.Append(ours);
        Add(theirs, "code");
    }

    void Add(string what, string type)
    {
        entities.Add(new JsonObject { ["type"] = type, ["offset"] = text.Length, ["length"] = what.Length });
        text.Append(what);
    }
}
