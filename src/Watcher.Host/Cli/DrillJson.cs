using System.Text.Json.Nodes;
using Watcher.Host.Drill;

namespace Watcher.Host.Cli;

/// <summary>How a drill went, for programs: <c>watcher.drill/1</c>. Without a plot no rule could be fired and <c>why</c> says so.</summary>
static class DrillJson
{
    public static JsonObject Of(DrillOutcome outcome)
    {
        var json = new JsonObject { ["schema"] = "watcher.drill/1", ["delivered"] = outcome.IsDelivered };
        if (outcome.Plot is { } plot) Write(json, plot);
        else json["why"] = DrillWords.WhyNot(outcome);
        json["messages"] = new JsonArray([.. outcome.Receipts.Select(Of)]);
        return json;
    }

    static void Write(JsonObject json, Plot plot)
    {
        json["rule"] = plot.Rule.Name;
        if (plot.Victim.Wallet is { } wallet) json["wallet"] = $"{wallet}";
        if (plot.Victim.Label is { } label) json["label"] = label;
        if (plot.Victim.Chain is { } chain) json["chain"] = chain;
        if (plot.Victim.Position is { } position) json["position"] = position;
        json["shocks"] = Shocks(plot.Crash);
        if (plot.Deeper is { } deeper) json["worsenedBy"] = Shocks(deeper);
    }

    static JsonObject Shocks(MarketMove move) => new([.. move.Shocks.Select(shock => KeyValuePair.Create(shock.Asset.Text, (JsonNode?)$"{shock.Change}"))]);

    static JsonObject Of(DrillReceipt receipt) => new()
    {
        ["reason"] = receipt.Act,
        ["channel"] = receipt.Message.Channel,
        ["id"] = receipt.Message.NotificationId,
        ["idempotencyKey"] = receipt.Message.IdempotencyKey,
        ["notifications"] = receipt.Message.Tells.Length,
        ["delivered"] = receipt.Delivered,
        ["receipt"] = receipt.Receipt,
        ["tries"] = receipt.Tries,
    };
}
