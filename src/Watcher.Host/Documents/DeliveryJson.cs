using System.Text.Json.Nodes;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Documents;

/// <summary>Writes <c>watcher.deliveries/1</c>, and the same deliveries within an alert.</summary>
static class DeliveryJson
{
    public const string Schema = "watcher.deliveries/1";

    public static JsonObject Document(IEnumerable<AlertDelivery> deliveries) =>
        new() { ["schema"] = Schema, ["deliveries"] = new JsonArray([.. deliveries.Select(Of)]) };

    public static JsonObject Of(DeliveryReceipt receipt)
    {
        var json = new JsonObject { ["channel"] = receipt.Channel, ["notification"] = receipt.NotificationId, ["state"] = receipt.State };
        if (receipt.Attempt is { } attempt) json["attempt"] = attempt;
        if (receipt.At is { } at) json["at"] = ReportJson.Text(at);
        if (receipt.Outcome is { } outcome) json["outcome"] = outcome.ToString().ToLowerInvariant();
        if (receipt.Receipt is { } said) json["receipt"] = said;
        return json;
    }

    static JsonObject Of(AlertDelivery delivery)
    {
        var json = Of(delivery.Receipt);
        if (delivery.AlertId is { } alert) json["alert"] = alert;
        return json;
    }
}
