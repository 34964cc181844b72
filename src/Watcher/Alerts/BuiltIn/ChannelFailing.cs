using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Reports;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>
/// What a channel's health means to the built-in alert on it: fires at once when a message is refused for good, and when no try has
/// succeeded for <see cref="After"/>; resolves with the first success.
/// </summary>
public static class ChannelFailing
{
    /// <summary>How long a channel may fail before somebody is told, on the wall clock.</summary>
    public static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    /// <summary>The subject that a channel is.</summary>
    public static AlertSubject Subject(string channel) => new($"channel/{channel}") { Channel = channel };

    /// <param name="refused">A message has just been refused. One that only tells of another channel does not count: two channels that
    /// refuse each other's news would go on for ever. Such a channel still fires after <see cref="After"/>.</param>
    public static Observation Observe(ChannelHealth channel, DateTimeOffset now, bool refused = false)
    {
        var healthy = channel.Failures == 0;
        var failing = !healthy && (refused || now - channel.FailingSince >= After);
        return new(BuiltInRules.ChannelFailing, Subject(channel.Channel), Is(failing), Is(healthy))
        {
            Explanation = () => healthy ? $"it takes messages again; {Left(channel)}" : Trouble(channel),
            Evidence = () => Evidence(channel),
        };
    }

    static Truth Is(bool so) => so ? Truth.True : Truth.False;

    static string Trouble(ChannelHealth channel) =>
        $"{Count(channel.Failures, "failed try", "failed tries in a row")} since {Time(channel.FailingSince)} UTC, the last answer was {channel.LastError}; "
        + $"{Left(channel)}; mend its settings or its receiver, then prove it with 'watcher notify test {channel.Channel}'";

    static string Left(ChannelHealth channel) => $"{Count(channel.Pending, "message waits", "messages wait")}, {channel.Rejected} given up so far";

    static string Count(int count, string one, string more) => $"{count} {(count == 1 ? one : more)}";

    static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    static JsonObject Evidence(ChannelHealth channel)
    {
        var json = new JsonObject { ["channel"] = channel.Channel, ["failures"] = channel.Failures, ["pending"] = channel.Pending, ["rejected"] = channel.Rejected };
        if (channel.FailingSince is { } since) json["failingSince"] = ReportJson.Text(since);
        if (channel.LastError is { } error) json["lastError"] = error;
        if (channel.LastSuccess is { } success) json["lastSuccessAt"] = ReportJson.Text(success);
        return json;
    }
}
