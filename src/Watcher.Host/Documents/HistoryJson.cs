using System.Text.Json.Nodes;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Documents;

/// <summary>Writes <c>watcher.history/1</c>; what does not apply is absent, a sample without a value was unknown.</summary>
static class HistoryJson
{
    public const string Schema = "watcher.history/1";

    /// <param name="orphaned">Samples of blocks that were reorganised away are in it, and marked.</param>
    public static JsonObject Document(IEnumerable<HistorySeries> series, bool orphaned) => new()
    {
        ["schema"] = Schema,
        ["series"] = new JsonArray([.. series.Select(s => Of(s, orphaned))]),
    };

    static JsonObject Of(HistorySeries series, bool orphaned)
    {
        var json = new JsonObject();
        if (series.Key.Position is { } position) json["position"] = position;
        if (series.Key.Wallet is { } wallet) json["wallet"] = wallet.ToString();
        if (series.Key.Chain is { } chain) json["chain"] = chain;
        if (series.Key is { Position: null, Wallet: null, Chain: null }) json["portfolio"] = series.Key.Subject;
        json["metric"] = series.Key.Metric;
        json["unit"] = series.Key.Unit;
        json["samples"] = new JsonArray([.. series.Samples.Select(s => Of(s, orphaned))]);
        return json;
    }

    static JsonObject Of(HistorySample sample, bool orphaned)
    {
        var json = new JsonObject { ["block"] = sample.Block.Number, ["blockHash"] = sample.Block.Hash.ToString(), ["timestamp"] = ReportJson.Text(sample.Block.Timestamp) };
        if (sample.Value is { } value) json["value"] = value;
        if (orphaned && !sample.Canonical) json["canonical"] = false;
        return json;
    }
}
