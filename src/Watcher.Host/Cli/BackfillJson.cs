using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Host.Backfill;
using Watcher.Reports;

namespace Watcher.Host.Cli;

/// <summary>What was filled in, for programs: <c>watcher.backfill/1</c>.</summary>
static class BackfillJson
{
    public static JsonObject Of(ImmutableArray<FillOutcome> outcomes) => new()
    {
        ["schema"] = "watcher.backfill/1",
        ["complete"] = outcomes.All(outcome => outcome.Stopped is null && outcome.Gaps.IsEmpty),
        ["chains"] = new JsonArray([.. outcomes.Select(Of)]),
    };

    static JsonObject Of(FillOutcome outcome)
    {
        var json = new JsonObject
        {
            ["chain"] = outcome.Chain,
            ["from"] = ReportJson.Of(outcome.From),
            ["to"] = ReportJson.Of(outcome.To),
            ["read"] = outcome.Done - outcome.Recorded,
            ["recorded"] = outcome.Recorded,
        };
        if (outcome.Last is { } last) json["last"] = ReportJson.Of(last);
        json["gaps"] = new JsonArray([.. outcome.Gaps.Select(gap => new JsonObject { ["block"] = ReportJson.Of(gap.Block), ["reason"] = gap.Why.ReasonText, ["why"] = gap.Why.Why })]);
        if (outcome.Stopped is { } why) json["stopped"] = $"{why.ReasonText}: {why.Why}";
        return json;
    }
}
