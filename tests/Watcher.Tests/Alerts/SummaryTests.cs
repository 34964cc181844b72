using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Positions;
using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class SummaryTests
{
    const string Loan = """
        { "id": "devnet/aave-v3/main/0xa1", "healthFactor": "1.2", "liquidatable": false, "liquidationDistance": "0.0312",
          "liquidation": { "byAsset": [ { "symbol": "WBTC", "priceUsd": "40000", "change": "-0.2" }, { "symbol": "WETH", "priceUsd": "1650.125", "change": "-0.05" } ],
                           "byGroup": [], "repayUsd": "1234.561", "addCollateralUsd": "2000" } }
        """;

    readonly AlertScene scene = new() { Evidence = JsonNode.Parse(Loan) };

    [Fact]
    public void A_breach_says_who_what_where_how_far_and_what_to_do() => Assert.Equal(
        "treasury on devnet: healthFactor 1.2 < 1.25; position devnet/aave-v3/main/0xa1; a move of 3.12% liquidates it (WETH alone: at $1,650.13, -5%); "
        + "repay $1,234.57 or add $2,000.00 of collateral to come back to a health factor of 1.35; block 101.",
        scene.Reads("1.2").Told[0].Write().Summary);

    [Fact]
    public void A_rule_that_names_no_health_factor_aims_at_the_usual_one()
    {
        var distance = new AlertScene("liquidationDistance < 10%", "liquidationDistance > 15%") { Evidence = JsonNode.Parse(Loan) };
        var summary = distance.Reads(("liquidationDistance", "0.0312")).Told[0].Write().Summary;
        Assert.Contains("liquidationDistance 3.12% < 10%;", summary, StringComparison.Ordinal);
        Assert.Contains("to come back to a health factor of 1.5;", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_be_liquidated_now_says_so()
    {
        scene.Evidence = JsonNode.Parse("""{ "liquidatable": true, "liquidationDistance": "0", "liquidation": { "byAsset": [], "repayUsd": "5" } }""");
        Assert.Contains("; it can be liquidated now; repay $5.00 to come back", scene.Reads("0.99").Told[0].Write().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_price_can_liquidate_says_so()
    {
        scene.Evidence = JsonNode.Parse("""{ "liquidationDistance": "Infinity", "liquidation": { "byAsset": [] } }""");
        Assert.Contains("; no move of prices liquidates it; block", scene.Reads("1.2").Told[0].Write().Summary, StringComparison.Ordinal);
        scene.Evidence = JsonNode.Parse("""{ "liquidationDistance": "0.1", "liquidation": { "byAsset": [] } }""");
        Assert.Contains("; a move of 10% liquidates it (no asset's price alone does); block", scene.Reads("1.4").Reads("1.2").Told[^1].Write().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void An_escalation_says_for_how_long_nobody_answered()
    {
        scene.Rule = scene.Rule with { Escalate = new(TimeSpan.FromMinutes(30), ["phone"]) };
        Assert.StartsWith("treasury on devnet: nobody acknowledged for 30m, healthFactor 1.2 < 1.25; ",
            scene.Reads("1.2").Ticks(TimeSpan.FromMinutes(30)).Told[^1].Write().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_worsening_says_by_how_much()
    {
        scene.Rule = scene.Rule with { Worsen = BigDecimal.Parse("0.05") };
        Assert.StartsWith("treasury on devnet: healthFactor 1.1 < 1.25, worse by 8.33% since the last healthFactor told, 1.2; ",
            scene.Reads("1.2").Reads("1.1").Told[^1].Write().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reminder_says_since_when_how_often_and_what_is_now()
    {
        scene.Reads("1.2").Reads("1.3").Ticks(TimeSpan.FromHours(6));
        Assert.StartsWith("treasury on devnet: reminder 1, firing since 2026-01-01 00:00:12 UTC (for 6h 12s), healthFactor 1.3 >= 1.25; ", scene.Told[^1].Write().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_says_what_why_since_when_and_what_was_last_known()
    {
        var summary = scene.Reads("1.2").Reads("unknown").Ticks(TimeSpan.FromMinutes(15)).Told[^1].Write().Summary;
        Assert.Equal("treasury on devnet: UNKNOWN for 15m (since 2026-01-01 00:00:24 UTC), devnet/aave-v3/main cannot be read: timeout (2 endpoints, no answer); "
            + "these were firing and count as firing still: near on treasury (healthFactor 1.2 < 1.25, read 15m 12s ago at block 101); 1 alert is blind for 1 wallet; "
            + "check that the node runs and answers from here, or add another endpoint to the chain's Rpc; position devnet/aave-v3/main/0xa1.", summary);
    }

    [Fact]
    public void A_recovery_says_after_how_long_and_what_is_so() =>
        Assert.StartsWith("treasury on devnet: known again after 15m 12s, devnet/aave-v3/main can be read, nothing fires; ",
            scene.Reads("unknown").Ticks(TimeSpan.FromMinutes(15)).Reads("1.4").Told[^1].Write().Summary, StringComparison.Ordinal);

    [Fact]
    public void A_resolution_shows_the_value_beyond_the_clear_threshold() =>
        Assert.Equal("treasury on devnet: resolved, healthFactor 1.4 > 1.35; position devnet/aave-v3/main/0xa1; block 102.",
            scene.Reads("1.2").Reads("1.4").Told[^1].Write().Summary);

    [Fact]
    public void An_end_says_why() => Assert.Equal("treasury on devnet: resolved, the position is closed; position devnet/aave-v3/main/0xa1; block 102.",
        scene.Reads("1.2").Closes().Told[^1].Write().Summary);

    [Fact]
    public void Hostile_text_from_the_chain_comes_out_clean()
    {
        var happened = new ChainEvent("liquidated", "0xabc/3", scene.Block, AlertScene.Loan.Key, "liquidated: 5 USD\u202eC\n\u0007 repaid", ImmutableDictionary<string, string>.Empty);
        var seen = RuleEvaluation.Observe(DefaultRules.All, AlertScene.Loan, happened).Single();
        var summary = Assert.Single(AlertMachine.Step(AlertState.New(seen), seen, Said.Nothing, AlertScene.Start).Notifications).Write().Summary;
        Assert.StartsWith("treasury on devnet: liquidated: 5 USDC repaid; ", summary, StringComparison.Ordinal);
    }
}
