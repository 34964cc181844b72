using System.Text.Json.Nodes;

namespace Watcher.Tests.Channels.Discord;

/// <summary>
/// What Discord documents of webhooks (https://discord.com/developers/docs/resources/webhook#execute-webhook), of an embed's limits
/// (.../resources/message#embed-object-embed-limits) and of rate limits (.../topics/rate-limits#exceeding-a-rate-limit-rate-limit-response-structure).
/// </summary>
static class FakeDiscord
{
    public const string Hook = "/api/webhooks/1234567890/abcdefghijklmnopqrstuvwxyz_0123456789", Busy = "/api/webhooks/1/busy";

    public static FakeAnswer Answer(ReceivedCall call) => call.Path switch
    {
        Hook => Problem(JsonNode.Parse(call.Body)!.AsObject()) is { } problem
            ? new(400, new JsonObject { ["message"] = "Invalid Form Body", ["code"] = 50035, ["errors"] = problem }.ToJsonString())
            : new(204),
        Busy => new(429, """{"message":"You are being rate limited.","retry_after":64.57,"global":false}""", "65"),
        _ => new(404, """{"message":"Unknown Webhook","code":10015}"""),
    };

    static string? Problem(JsonObject json)
    {
        var embeds = json["embeds"]?.AsArray() ?? [];
        if (embeds.Count is 0 or > 10) return "embeds";
        var total = 0;
        foreach (var embed in embeds)
        {
            var (title, description) = ((string?)embed!["title"] ?? "", (string?)embed["description"] ?? "");
            if (title.Length > 256) return "title";
            if (description.Length is 0 or > 4096) return "description";
            if ((int?)embed["color"] is < 0 or > 0xFFFFFF) return "color";
            total += title.Length + description.Length;
        }
        if (total > 6000) return "total";
        if (json["allowed_mentions"]?["parse"]?.AsArray().Count != 0) return "mentions";
        // Only SUPPRESS_EMBEDS and SUPPRESS_NOTIFICATIONS can be set.
        return ((int?)json["flags"] ?? 0) is 0 or 1 << 12 ? null : "flags";
    }
}
