using System.Text.Json.Nodes;
using Watcher.Host.Backtest;
using Watcher.Reports;

namespace Watcher.Host.Cli;

/// <summary>What a rule would have done in the past, for programs: <c>watcher.backtest/1</c>. Oldest first everywhere.</summary>
static class BacktestJson
{
    public static JsonObject Of(BacktestOutcome outcome) => new()
    {
        ["schema"] = "watcher.backtest/1",
        ["rule"] = outcome.Rule.Name,
        ["condition"] = $"{outcome.Rule.Trigger}",
        ["source"] = outcome.FromArchive ? "archive" : "recorded",
        ["asked"] = outcome.Replay.Asked.Times,
        ["unknown"] = outcome.Replay.Asked.Unknown,
        ["chains"] = new JsonArray([.. outcome.Pasts.Select(Of)]),
        ["alerts"] = new JsonArray([.. outcome.Replay.Alerts.Select(Of)]),
        ["outages"] = new JsonArray([.. outcome.Replay.Outages.Select(Of)]),
        ["events"] = new JsonArray([.. outcome.Replay.Events.Select(e => Of(e.Happened, e.Warning))]),
        ["messages"] = new JsonObject([.. outcome.Replay.Messages.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value))]),
    };

    static JsonObject Of(Past past)
    {
        var json = new JsonObject { ["chain"] = past.Chain, ["blocks"] = past.Replayed.Count };
        if (past.Replayed is { First: { } first, Last: { } last }) (json["first"], json["last"]) = (ReportJson.Of(first), ReportJson.Of(last));
        json["partial"] = past.Partial;
        json["gaps"] = new JsonArray([.. past.Gaps.Select(Of)]);
        return json;
    }

    static JsonObject Of(PastGap gap)
    {
        var json = new JsonObject { ["from"] = ReportJson.Of(gap.From), ["to"] = ReportJson.Of(gap.To) };
        if (gap.Why is { } why) json["why"] = why;
        return json;
    }

    static JsonObject Of(ReplayedAlert alert)
    {
        var (state, json) = (alert.State, new JsonObject());
        if (state.Subject.Wallet is { } wallet) json["wallet"] = $"{wallet}";
        if (state.Subject.Label is { } label) json["label"] = label;
        if (state.Subject.Chain is { } chain) json["chain"] = chain;
        if (state.Subject.Position is { } position) json["position"] = position;
        if (state.Metric is { } metric) json["metric"] = metric;
        if (state.Threshold is { } threshold) json["threshold"] = threshold;
        json["notifications"] = state.Told;
        json["fired"] = Of(alert.Fired!);
        json["between"] = new JsonArray([.. alert.Between.Select(Of)]);
        if (alert.Resolved is { } resolved) json["resolved"] = Of(resolved);
        return json;
    }

    static JsonObject Of(ReplayedStep step)
    {
        var json = new JsonObject { ["reason"] = step.Reason, ["block"] = ReportJson.Of(step.Block) };
        if (step.Value is { } value) json["value"] = value;
        return json;
    }

    /// <param name="warning">What fired then already.</param>
    static JsonObject Of(ChainEvent happened, ReplayedAlert? warning)
    {
        var json = new JsonObject
        {
            ["kind"] = happened.Kind,
            ["id"] = happened.Id,
            ["position"] = happened.Position,
            ["block"] = ReportJson.Of(happened.Block),
            ["warned"] = warning is not null,
        };
        if (warning is not null) json["leadSeconds"] = (long)(happened.Block.Timestamp - warning.Fired!.Block.Timestamp).TotalSeconds;
        return json;
    }
}
