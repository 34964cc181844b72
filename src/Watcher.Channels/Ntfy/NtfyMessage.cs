using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.Ntfy;

/// <summary>A message as ntfy takes it. It is plain text: nothing in it is markup.</summary>
static class NtfyMessage
{
    /// <summary>Bytes of UTF-8; a longer message becomes a file that nobody opens at night.</summary>
    const int LongestMessage = 4096;
    const int LongestTitle = 200;

    public static byte[] Of(ImmutableArray<Notification> notifications, string topic)
    {
        var text = PeopleText.Of(notifications);
        var json = new JsonObject
        {
            ["topic"] = topic,
            ["title"] = Fitting.Cut(text.First.Title, LongestTitle) + text.More,
            ["message"] = Message(text),
            ["priority"] = Priority(text.Alarm),
            ["tags"] = new JsonArray([.. Tags(notifications[0], text.Alarm)]),
        };
        if (notifications[0].Link is { } link) json["click"] = link.AbsoluteUri;
        return JsonBytes.Of(json);
    }

    static string Message(PeopleText text)
    {
        var lines = text.First.Lines.Select(line => $"{line.Name}: {line.Text}").ToList();
        // An empty message would read "triggered".
        if (lines.Count == 0) lines.Add(text.First.Headline);
        return Fitting.Join(lines, [.. text.Others.Select(other => $"• {other.Lead}: {other.Brief}")], LongestMessage, Encoding.UTF8.GetByteCount);
    }

    /// <summary>1 to 5: 2 makes no sound, 4 and 5 go through "do not disturb" where the phone allows it.</summary>
    static int Priority(Alarm alarm) => alarm switch
    {
        Alarm.Calm => 2,
        Alarm.Info => 3,
        Alarm.Warning => 4,
        _ => 5,
    };

    /// <summary>The first is shown as a picture in front of the title.</summary>
    static IEnumerable<JsonNode> Tags(Notification notification, Alarm alarm)
    {
        yield return alarm switch
        {
            Alarm.Calm => "white_check_mark",
            Alarm.Info => "information_source",
            Alarm.Warning => "warning",
            _ => "rotating_light",
        };
        if (notification.Drill) yield return "drill";
        yield return notification.Reason.ToString().ToLowerInvariant();
    }
}
