using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Reports;

namespace Watcher.Host.Documents;

/// <summary>Writes <c>watcher.silences/1</c>; what a silence does not name is absent.</summary>
static class SilenceJson
{
    public const string Schema = "watcher.silences/1";

    public static JsonObject Document(IEnumerable<Silence> silences, DateTimeOffset now) =>
        new() { ["schema"] = Schema, ["silences"] = new JsonArray([.. silences.Select(silence => Of(silence, now))]) };

    public static JsonObject Of(Silence silence, DateTimeOffset now)
    {
        var json = new JsonObject { ["id"] = silence.Id, ["active"] = silence.IsActive(now) };
        Put(json, "rule", silence.Rule);
        Put(json, "subject", silence.Subject);
        Put(json, "wallet", silence.Wallet);
        Put(json, "protocol", silence.Protocol);
        Put(json, "chain", silence.Chain);
        json["unknown"] = silence.Unknown;
        Put(json, "note", silence.Note);
        json["created"] = ReportJson.Text(silence.Created);
        json["until"] = ReportJson.Text(silence.Until);
        Put(json, "ended", silence.Ended is { } ended ? ReportJson.Text(ended) : null);
        return json;
    }

    static void Put(JsonObject json, string key, string? value)
    {
        if (value is not null) json[key] = value;
    }
}
