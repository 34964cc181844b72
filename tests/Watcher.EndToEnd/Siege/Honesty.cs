using System.Text.Json.Nodes;

namespace Watcher.EndToEnd.Siege;

/// <summary>What the program said and how it ended.</summary>
sealed record Ended(int ExitCode, string Output, string Log)
{
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();
}

/// <summary>What must be true of a report whatever the node did: each figure in it is right, and what is not in it is said to be unknown.</summary>
static class Honesty
{
    static readonly string[] Reasons = [.. Enum.GetValues<FailureReason>().Select(reason => new Failure(reason, "").ReasonText)];

    /// <param name="told">Under faults.</param>
    /// <param name="truth">By a healthy node at the same block.</param>
    public static void Check(Ended told, Ended truth)
    {
        var pairs = Reports(told).Zip(Reports(truth)).ToList();
        Assert.Equal(Reports(truth).Count, pairs.Count);
        foreach (var (one, whole) in pairs) Check(one, whole);
        var isUnknown = Reports(told).Any(report => Unknown(report).Count > 0);
        Assert.Equal(isUnknown ? 2 : 0, told.ExitCode);
        if (!isUnknown) AssertSame(truth.Json, told.Json);
    }

    /// <summary>Nothing was lost to the faults.</summary>
    public static void CheckWhole(Ended told, Ended truth)
    {
        AssertSame(truth.Json, told.Json);
        Assert.Equal(0, told.ExitCode);
    }

    /// <summary>Everything is unknown, for this reason.</summary>
    public static void CheckUnknown(Ended told, string reason)
    {
        Assert.All(Reports(told), report =>
        {
            Assert.Equal("unknown", (string?)report["status"]);
            Assert.Empty(report["positions"]!.AsArray());
            Assert.Equal([reason], Unknown(report).Select(entry => (string?)entry["reason"]).Distinct());
        });
        Assert.Equal(2, told.ExitCode);
    }

    public static List<JsonObject> Reports(Ended ended) => [.. ended.Json["reports"]!.AsArray().Select(report => report!.AsObject())];

    public static List<JsonObject> Unknown(JsonObject report) => [.. (report["unknown"]?.AsArray() ?? []).Select(entry => entry!.AsObject())];

    static void Check(JsonObject told, JsonObject truth)
    {
        Assert.Equal((string?)truth["wallet"], (string?)told["wallet"]);
        var unknown = Unknown(told);
        if (unknown.Count == 0)
        {
            AssertSame(truth, told);
            return;
        }
        Assert.Equal("unknown", (string?)told["status"]);
        Assert.False((bool)told["complete"]!);
        Assert.Null(told["totals"]);
        Assert.Null(told["portfolio"]);
        Assert.All(unknown, entry => Assert.Contains((string?)entry["reason"], Reasons));
        Assert.All(unknown, entry => Assert.NotEmpty((string?)entry["why"] ?? ""));
        foreach (var position in Positions(truth)) CheckPosition(position, told, unknown);
        Assert.Subset(Positions(truth).Select(Id).ToHashSet(), Positions(told).Select(Id).ToHashSet());
    }

    /// <summary>It is there as it is, or what it belongs to is unknown. Market prices may be missing where they could not be read.</summary>
    static void CheckPosition(JsonObject truth, JsonObject report, List<JsonObject> unknown)
    {
        var told = Positions(report).SingleOrDefault(position => Id(position) == Id(truth));
        var ofPrices = unknown.Any(entry => ((string)entry["what"]!).Contains("/price/", StringComparison.Ordinal));
        if (told is null) Assert.Contains(unknown, entry => $"{Id(truth)}/".StartsWith($"{(string?)entry["what"]}/", StringComparison.Ordinal));
        else if (!ofPrices) AssertSame(truth, told);
        else Assert.Equal(Raws(truth), Raws(told));
    }

    static void AssertSame(JsonNode truth, JsonNode told)
    {
        if (!JsonNode.DeepEquals(truth, told)) Assert.Equal(truth.ToJsonString(), told.ToJsonString());
    }

    static IEnumerable<string?> Raws(JsonObject position) => position["legs"]!.AsArray().Select(leg => (string?)leg!["raw"]);

    static List<JsonObject> Positions(JsonObject report) => [.. report["positions"]!.AsArray().Select(position => position!.AsObject())];

    static string Id(JsonObject position) => (string)position["id"]!;
}
