using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.Discord;

/// <summary>
/// A message as one embed (https://discord.com/developers/docs/resources/message#embed-object). Nobody is mentioned, whatever the text says.
/// </summary>
static class DiscordMessage
{
    /// <summary>Together they stay below the 6,000 of a whole message.</summary>
    const int LongestTitle = 256, LongestDescription = 4096;

    /// <summary>A message flag: no push, no sound.</summary>
    const int SuppressNotifications = 1 << 12;

    public static byte[] Of(ImmutableArray<Notification> notifications)
    {
        var text = PeopleText.Of(notifications);
        var embed = new JsonObject
        {
            ["title"] = Fitting.Cut($"{text.Alarm.Picture()} {text.First.Lead}{text.More}", LongestTitle),
            ["description"] = Description(text),
            ["color"] = Colour(text.Alarm),
        };
        if (notifications[0].Link is { } link) embed["url"] = link.AbsoluteUri;
        var json = new JsonObject { ["embeds"] = new JsonArray { embed }, ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() } };
        if (text.Alarm == Alarm.Calm) json["flags"] = SuppressNotifications;
        return JsonBytes.Of(json);
    }

    static string Description(PeopleText text) => Fitting.Join(
        [$"**{DiscordMarkup.Escape(text.First.Headline)}**", .. text.First.Lines.Select(line => $"**{DiscordMarkup.Escape(line.Name)}** {DiscordMarkup.Escape(line.Text)}")],
        [.. text.Others.Select(other => $"• {DiscordMarkup.Escape($"{other.Lead}: {other.Brief}")}")], LongestDescription, shown => shown.Length);

    static int Colour(Alarm alarm) => alarm switch
    {
        Alarm.Calm => 0x2ECC71,
        Alarm.Info => 0x3498DB,
        Alarm.Warning => 0xF1C40F,
        Alarm.Critical => 0xE74C3C,
        _ => 0x8E1600,
    };
}
