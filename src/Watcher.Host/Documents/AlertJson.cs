using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Documents;

/// <summary>Writes <c>watcher.alerts/1</c>; what does not apply is absent.</summary>
static class AlertJson
{
    public const string Schema = "watcher.alerts/1";

    public static JsonObject Document(IEnumerable<SaidAlert> alerts) => new() { ["schema"] = Schema, ["alerts"] = new JsonArray([.. alerts.Select(Of)]) };

    public static JsonObject Of(AlertLife life, Said said)
    {
        var json = new JsonObject { ["schema"] = Schema };
        foreach (var (key, value) in Of(new SaidAlert(life.State, said)).ToList()) json[key] = value?.DeepClone();
        if ((life.State.FiredEvidence ?? life.State.Evidence)?.DeepClone() is { } evidence) json["evidence"] = evidence;
        json["transitions"] = new JsonArray([.. life.Transitions.Select(Of)]);
        json["deliveries"] = new JsonArray([.. life.Deliveries.Select(DeliveryJson.Of)]);
        return json;
    }

    /// <summary>The word for where an alert stands. One of which nothing is known yet but that it cannot be read is on its way.</summary>
    public static string StateOf(AlertState alert) => alert.Phase == AlertPhase.Inactive ? "pending" : Word(alert.Phase);

    static JsonObject Of(SaidAlert of)
    {
        var (alert, said) = of;
        var json = new JsonObject();
        Put(json, "id", alert.Id);
        Put(json, "rule", alert.Key.Rule);
        Put(json, "severity", Word(alert.Severity));
        Put(json, "wallet", alert.Subject.Wallet?.ToString());
        Put(json, "label", alert.Subject.Label);
        Put(json, "chain", alert.Subject.Chain);
        Put(json, "position", alert.Subject.Position);
        Put(json, "channel", alert.Subject.Channel);
        Put(json, "metric", alert.Metric);
        Put(json, "state", StateOf(alert));
        if (alert.IsEvent) json["event"] = true;
        Put(json, "unknownSince", Text(alert.UnknownSince));
        Put(json, "value", alert.Value);
        Put(json, "threshold", alert.Threshold);
        Put(json, "firedAt", Text(alert.FiredAt));
        Put(json, "resolvedAt", Text(alert.ResolvedAt));
        Put(json, "clearSince", Text(alert.ClearSince));
        json["acknowledged"] = said.Acknowledged is not null;
        Put(json, "acknowledgedAt", Text(said.Acknowledged));
        json["silenced"] = said.IsSilenced;
        Put(json, "silencedUntil", Text(said.SilencedUntil));
        if ((alert.FiredBlock ?? alert.LastGood) is { } block) json["block"] = ReportJson.Of(block);
        return json;
    }

    static JsonObject Of(AlertTransition transition)
    {
        var json = new JsonObject { ["at"] = Text(transition.At), ["from"] = Word(transition.From), ["to"] = Word(transition.To), ["reason"] = transition.Reason };
        if (transition.Block is { } block) json["block"] = ReportJson.Of(block);
        return json;
    }

    static void Put(JsonObject json, string key, string? value)
    {
        if (value is not null) json[key] = value;
    }

    static string? Text(DateTimeOffset? time) => time is { } known ? ReportJson.Text(known) : null;

    static string Word(Enum word) => word.ToString().ToLowerInvariant();
}
