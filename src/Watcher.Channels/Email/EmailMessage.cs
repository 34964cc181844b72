using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels.Http;

namespace Watcher.Channels.Email;

/// <summary>
/// A mail before it is one: what is stored, and read again for each try. Plain text. Its mails thread by their alerts, each of which is a
/// reference.
/// </summary>
/// <param name="Date">When it was rendered, as RFC 5322 writes it: a later try says the same.</param>
sealed record EmailMessage(string Subject, string Text, bool IsUrgent, ImmutableArray<string> Threads, string Date)
{
    const int LongestSubject = 200, MostThreads = 20;

    public static EmailMessage Of(ImmutableArray<Notification> notifications, DateTimeOffset now)
    {
        var text = PeopleText.Of(notifications);
        return new(Fitting.Cut(text.First.Title, LongestSubject) + text.More, Body(text, notifications[0].Link), text.Alarm >= Alarm.Critical,
            [.. notifications.Select(n => n.AlertId).OfType<string>().Distinct().Take(MostThreads)],
            now.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
    }

    public byte[] Bytes() => JsonBytes.Of(new JsonObject
    {
        ["subject"] = Subject,
        ["text"] = Text,
        ["urgent"] = IsUrgent,
        ["threads"] = new JsonArray([.. Threads.Select(thread => (JsonNode)thread)]),
        ["date"] = Date,
    });

    public static EmailMessage Parse(ReadOnlySpan<byte> bytes)
    {
        var json = JsonNode.Parse(bytes)!;
        return new((string)json["subject"]!, (string)json["text"]!, (bool)json["urgent"]!, [.. json["threads"]!.AsArray().Select(thread => (string)thread!)], (string)json["date"]!);
    }

    static string Body(PeopleText text, Uri? link)
    {
        var body = new StringBuilder($"{text.First.Title}\r\n\r\n");
        foreach (var line in text.First.Lines) body.Append(CultureInfo.InvariantCulture, $"{line.Name}: {line.Text}\r\n");
        if (!text.Others.IsEmpty) body.Append("\r\nAlso:\r\n");
        foreach (var other in text.Others) body.Append(CultureInfo.InvariantCulture, $"- {other.Lead}: {other.Brief}\r\n");
        if (link is not null) body.Append(CultureInfo.InvariantCulture, $"\r\n{link.AbsoluteUri}\r\n");
        return body.ToString();
    }
}
