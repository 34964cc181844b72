using System.Text.Json.Nodes;

namespace Watcher.Tests.Channels.PagerDuty;

/// <summary>What PagerDuty documents of the Events API v2 (https://developer.pagerduty.com/docs/events-api-v2/trigger-events/ and .../overview/), with the incidents that arise.</summary>
sealed class FakePagerDuty
{
    public const string Key = "0123456789abcdef0123456789abcdef", Busy = "busy0000busy0000busy0000busy0000";

    /// <summary>The incidents that are open, by their keys.</summary>
    public HashSet<string> Open { get; } = [];

    public FakeAnswer Answer(ReceivedCall call)
    {
        if (call.Path != "/v2/enqueue") return new(404);
        if (call.Body.Length > 512 * 1024) return new(413);
        var json = JsonNode.Parse(call.Body)!.AsObject();
        if ((string?)json["routing_key"] == Busy) return new(429, "");
        if (Problem(json) is { } problem)
            return new(400, new JsonObject { ["status"] = "invalid event", ["message"] = "Event object is invalid", ["errors"] = new JsonArray { problem } }.ToJsonString());
        var key = (string)json["dedup_key"]!;
        if ((string?)json["event_action"] == "resolve") Open.Remove(key);
        else Open.Add(key);
        return new(202, new JsonObject { ["status"] = "success", ["message"] = "Event processed", ["dedup_key"] = key }.ToJsonString());
    }

    static string? Problem(JsonObject json)
    {
        if (((string?)json["routing_key"])?.Length != 32) return "Length of 'routing_key' is incorrect (should be 32 characters)";
        if (((string?)json["dedup_key"])?.Length is null or 0 or > 255) return "'dedup_key' is invalid";
        var action = (string?)json["event_action"];
        if (action is "acknowledge" or "resolve") return null;
        if (action != "trigger") return "'event_action' is missing or invalid";
        var payload = json["payload"];
        if (((string?)payload?["summary"])?.Length is null or 0 or > 1024) return "'payload.summary' is missing, blank or longer than 1024";
        if (string.IsNullOrEmpty((string?)payload?["source"])) return "'payload.source' is missing or blank";
        return (string?)payload?["severity"] is "critical" or "error" or "warning" or "info" ? null : "'payload.severity' is invalid";
    }
}
