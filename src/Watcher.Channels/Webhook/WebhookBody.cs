using System.Text.Json;
using System.Text.Json.Nodes;
using Watcher.Alerts;

namespace Watcher.Channels.Webhook;

/// <summary>A notification as <c>watcher.notification/1</c>.</summary>
static class WebhookBody
{
    public static byte[] Of(Notification n) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["schema"] = "watcher.notification/1",
        ["id"] = n.Id,
        ["idempotencyKey"] = n.IdempotencyKey,
        ["reason"] = n.Reason.ToString().ToLowerInvariant(),
        ["drill"] = n.Drill,
        ["severity"] = n.Severity.ToString().ToLowerInvariant(),
        ["summary"] = n.Summary,
    });
}
