using System.Text.Encodings.Web;
using System.Text.Json;
using Watcher.Reports;

namespace Watcher.Alerts;

/// <summary>The bytes of <c>watcher.notification/1</c>: fields in this order, what does not apply absent.</summary>
public static class NotificationJson
{
    public const string Schema = "watcher.notification/1";

    /// <summary>JSON is never put into a page unescaped, so that <c>&lt;</c> may stand as itself and people can read it.</summary>
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Notification notification)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options)) Write(json, notification);
        return bytes.ToArray();
    }

    static void Write(Utf8JsonWriter json, Notification n)
    {
        json.WriteStartObject();
        Text(json, "schema", Schema);
        Text(json, "id", n.Id);
        Text(json, "idempotencyKey", n.IdempotencyKey);
        Text(json, "reason", n.Reason.ToString().ToLowerInvariant());
        json.WriteBoolean("drill", n.Drill);
        Text(json, "severity", n.Severity.ToString().ToLowerInvariant());
        Text(json, "rule", n.Rule);
        Text(json, "wallet", n.Wallet?.ToString());
        Text(json, "label", n.Label);
        Text(json, "chain", n.Chain);
        Text(json, "position", n.Position);
        Text(json, "metric", n.Metric);
        Text(json, "value", n.Value);
        Text(json, "threshold", n.Threshold);
        Text(json, "summary", n.Summary);
        Text(json, "link", n.Link?.AbsoluteUri);
        Text(json, "firedAt", n.FiredAt is { } firedAt ? ReportJson.Text(firedAt) : null);
        Facts(json, n);
        json.WriteEndObject();
    }

    static void Facts(Utf8JsonWriter json, Notification n)
    {
        if (n.Block is { } block)
        {
            json.WritePropertyName("block");
            ReportJson.Of(block).WriteTo(json);
        }
        if (n.Confirmation is { } opinion)
        {
            Text(json, "confirmation", opinion.Verdict.ToString().ToLowerInvariant());
            json.WriteStartArray("endpoints");
            foreach (var endpoint in opinion.Endpoints) json.WriteStringValue(endpoint);
            json.WriteEndArray();
        }
        if (n.Evidence is not { } evidence) return;
        json.WritePropertyName("evidence");
        evidence.WriteTo(json);
    }

    static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }
}
