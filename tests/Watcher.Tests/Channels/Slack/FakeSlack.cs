using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Watcher.Tests.Channels.Slack;

/// <summary>
/// What Slack documents of incoming webhooks (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks),
/// chat.postMessage (.../reference/methods/chat.postMessage), Block Kit's limits (.../reference/block-kit/blocks) and rate limits (.../apis/web-api/rate-limits).
/// </summary>
static partial class FakeSlack
{
    public const string Hook = "/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX", Method = "/api/chat.postMessage", Token = "xoxb-123456-abcdefgh";

    public static FakeAnswer Answer(ReceivedCall call) => call.Path switch
    {
        Hook => Problem(call) is { } problem ? new(400, problem) : new(200, "ok"),
        Method => AnswerMethod(call),
        _ => new(404, "no_service"),
    };

    static FakeAnswer AnswerMethod(ReceivedCall call)
    {
        if (call.Headers.GetValueOrDefault("Authorization") != $"Bearer {Token}") return Refused("invalid_auth");
        return (string?)JsonNode.Parse(call.Body)!["channel"] switch
        {
            "C0BUSY" => new(429, """{"ok":false,"error":"ratelimited"}""", "30"),
            "C0SICK" => Refused("internal_error"),
            "C0123456789" => Problem(call) is { } problem ? Refused(problem) : new(200, """{"ok":true,"channel":"C0123456789","ts":"1503435956.000247"}"""),
            _ => Refused("channel_not_found"),
        };
    }

    static FakeAnswer Refused(string error) => new(200, new JsonObject { ["ok"] = false, ["error"] = error }.ToJsonString());

    static string? Problem(ReceivedCall call)
    {
        if (!call.Headers["Content-Type"].StartsWith("application/json", StringComparison.Ordinal)) return "invalid_payload";
        var json = JsonNode.Parse(call.Body)!.AsObject();
        if (((string?)json["text"] ?? "").Length is 0 or > 40_000) return "no_text";
        var blocks = json["blocks"]!.AsArray();
        return blocks.Count is 0 or > 50 || blocks.Any(block => !Valid(block!)) ? "invalid_blocks" : null;
    }

    static bool Valid(JsonNode block)
    {
        var (type, text) = ((string?)block["type"], (string)block["text"]!["text"]!);
        // A control sequence that nobody escaped: a mention or a link.
        var links = Control().Matches(text).Select(match => match.Value);
        if (links.Any(link => !link.StartsWith("<http://127.0.0.1:8080/", StringComparison.Ordinal))) return false;
        return type switch
        {
            "header" => (string?)block["text"]!["type"] == "plain_text" && text.Length is > 0 and <= 150,
            "section" => (string?)block["text"]!["type"] == "mrkdwn" && text.Length is > 0 and <= 3000,
            _ => false,
        };
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Control();
}
