using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;

namespace Watcher.Tests.Channels;

/// <summary>What channels are given: an alert's whole life, a drill, a test, and a bad cycle's sixty at once.</summary>
static class Scenes
{
    public static readonly Notification Fired = Of(NotificationReason.Fired, "healthFactor 1.08815 < 1.1");
    public static readonly Notification Worsened = Of(NotificationReason.Worsened, "healthFactor 1.02 < 1.1, worse by 6.26% since the last healthFactor told, 1.08815");
    public static readonly Notification Escalated = Of(NotificationReason.Escalated, "nobody acknowledged for 30m, healthFactor 1.02 < 1.1");
    public static readonly Notification Resolved = Of(NotificationReason.Resolved, "healthFactor 1.31 > 1.2") with { Value = "1.31" };
    public static readonly Notification Unknown = Of(NotificationReason.Unknown,
        "UNKNOWN for 15m, could not read devnet/lending/main: 2 endpoints, 3 tries each: no answer in 5 s, last read at 2026-01-01 00:00:00 UTC") with
    { Value = null, Evidence = null };
    public static readonly Notification Recovered = Of(NotificationReason.Recovered, "known again after 20m, healthFactor 1.31 > 1.2") with { Evidence = null };
    public static readonly Notification Drill = Fired with { Drill = true };
    public static readonly Notification Test = new("test-1", "test-1-ops", NotificationReason.Test, Severity.Info, "A test of the channel 'ops': it works when you read this.");

    public static readonly ImmutableArray<Notification> Crowd = [.. Enumerable.Range(1, 60).Select(i => Fired with
    {
        Id = $"a{i}-1",
        IdempotencyKey = $"a{i}-1-fired",
        AlertId = $"a{i}",
        Label = $"wallet-{i}",
        Headline = $"wallet-{i} on devnet: healthFactor 1.08815 < 1.1",
    })];

    public static readonly ImmutableArray<ImmutableArray<Notification>> All =
        [[Fired], [Worsened], [Escalated], [Resolved], [Unknown], [Recovered], [Drill], [Test], [Fired, Resolved], Crowd, [.. Hostile.Texts.Select(Hostile.Notification)]];

    static Notification Of(NotificationReason reason, string what) =>
        new($"a1-{(int)reason}", $"a1-{(int)reason}-{reason.ToString().ToLowerInvariant()}", reason, Severity.Critical, $"treasury on devnet: {what}; position devnet/lending/main/0xaa; block 123.")
        {
            AlertId = "a1",
            Headline = $"treasury on devnet: {what}",
            Rule = "liquidation-near",
            Wallet = Address.Parse("0x00000000000000000000000000000000000000aa"),
            Label = "treasury",
            Chain = "devnet",
            Position = "devnet/lending/main/0xaa",
            Metric = "healthFactor",
            Value = "1.088153846153846153",
            Threshold = "1.1",
            FiredAt = new(2026, 1, 1, 0, 0, 30, TimeSpan.Zero),
            Block = new(123, default, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            Link = new("http://127.0.0.1:8080/alerts/a1"),
            Evidence = JsonNode.Parse("""
                { "liquidatable": false, "liquidationDistance": "0.081", "liquidation": {
                    "byAsset": [ { "symbol": "WETH", "priceUsd": "1874.74", "change": "-0.081" } ], "repayUsd": "1442.755", "addCollateralUsd": "2098.56" } }
                """),
        };
}
