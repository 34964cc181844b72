using System.Text.Json.Nodes;

namespace Watcher.Tests.Channels.Alertmanager;

/// <summary>
/// What Alertmanager documents of posting alerts (https://prometheus.io/docs/alerting/latest/alerts_api/, its openapi.yaml, and the checks of
/// types.Alert.Validate): same labels, same alert; one that has ended is resolved.
/// </summary>
sealed class FakeAlertmanager(TimeProvider time)
{
    readonly Dictionary<string, DateTimeOffset> ends = [];

    /// <summary>What fires now, by rule and kind.</summary>
    public IEnumerable<string> Firing => ends.Where(alert => alert.Value > time.GetUtcNow()).Select(alert => alert.Key).Order();

    public FakeAnswer Answer(ReceivedCall call)
    {
        if (call.Path != "/api/v2/alerts") return new(404);
        if (call.Headers["Content-Type"] != "application/json") return new(415);
        foreach (var alert in JsonNode.Parse(call.Body)!.AsArray())
        {
            var labels = alert!["labels"]!.AsObject();
            if (labels.Count == 0 || labels.Any(label => ((string?)label.Value ?? "").Length == 0) || !labels.ContainsKey("alertname")) return new(400, "\"at least one label pair required\"");
            var (start, end) = (Instant(alert["startsAt"]), Instant(alert["endsAt"]));
            if (end < start) return new(400, "\"start time must be before end time\"");
            if (alert["generatorURL"] is { } url && !Uri.TryCreate((string)url!, UriKind.Absolute, out _)) return new(422);
            ends[$"{labels["alertname"]} {labels["kind"]} of {string.Join(',', labels.Where(l => l.Key is not ("alertname" or "kind")).Select(l => l.Value))}"] = end;
        }
        return new(200);
    }

    static DateTimeOffset Instant(JsonNode? node) => DateTimeOffset.Parse((string)node!, System.Globalization.CultureInfo.InvariantCulture);
}
