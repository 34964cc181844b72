using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Watcher.Tests.Channels.Ntfy;

/// <summary>What ntfy documents of publishing as JSON and of its limits (https://docs.ntfy.sh/publish/#publish-as-json, #limitations, #access-tokens).</summary>
static partial class FakeNtfy
{
    public const string Topic = "alerts-4xk2", Token = "tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2";

    public static FakeAnswer Answer(ReceivedCall call)
    {
        if (call.Path != "/" || call.Method != "POST") return Error(404, 40401, "page not found");
        if (call.Headers.GetValueOrDefault("Authorization") != $"Bearer {Token}") return Error(401, 40101, "unauthorized");
        var json = JsonNode.Parse(call.Body)!.AsObject();
        if (!TopicName().IsMatch((string?)json["topic"] ?? "")) return Error(400, 40009, "invalid request: topic invalid");
        if ((string?)json["topic"] == "busy") return Error(429, 42901, "limit reached: too many requests");
        // A longer one would become an attachment, which the real server may take but nobody reads.
        if (Encoding.UTF8.GetByteCount((string?)json["message"] ?? "") is 0 or > 4096) return Error(400, 40014, "message too large");
        if ((int?)json["priority"] is < 1 or > 5) return Error(400, 40007, "invalid request: priority invalid");
        return new(200, """{"id":"sPs71M8A2T","event":"message"}""");
    }

    static FakeAnswer Error(int http, int code, string error) =>
        new(http, new JsonObject { ["code"] = code, ["http"] = http, ["error"] = error, ["link"] = "https://ntfy.sh/docs/publish/" }.ToJsonString());

    [GeneratedRegex("^[-_A-Za-z0-9]{1,64}$")]
    private static partial Regex TopicName();
}
