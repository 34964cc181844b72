using System.Text.Json.Nodes;
using Watcher.Positions;
using Watcher.Reports;
using Watcher.Tests.Risk;
using Xunit;
using static Watcher.Tests.Reports.Cycle;

namespace Watcher.Tests.Reports;

public sealed class ReportJsonTests
{
    static JsonNode Json(WalletReport report) => JsonNode.Parse(ReportJson.Document(new([report], [])).ToJsonString())!["reports"]![0]!;

    static void Same(string expected, JsonNode? actual) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), actual!.ToJsonString());

    [Fact]
    public void A_whole_report_reads_as_the_contract_has_it()
    {
        var report = Report(Market(), Good(Balances(Balance(Ether, "1.5")))).WithBreaches([new("poor", null, "netUsd", "3000", "netUsd < 5000")]);
        Same($$"""
            { "schema": "watcher.report/1", "reports": [ {
              "wallet": "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045", "label": "treasury", "chain": "test", "chainId": 31337,
              "block": { "number": 123, "hash": "0x{{new string('a', 64)}}", "timestamp": "2026-01-01T00:00:00Z" },
              "status": "breach", "complete": true, "totals": { "assetsUsd": "3000", "debtUsd": "0", "netUsd": "3000" },
              "positions": [ { "id": "test/wallet/0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045", "protocol": "wallet", "kind": "wallet", "status": "ok",
                "legs": [ { "role": "balance", "asset": { "symbol": "ETH", "decimals": 18 }, "raw": "1500000000000000000", "amount": "1.5", "priceUsd": "2000", "valueUsd": "3000" } ], "valueUsd": "3000" } ],
              "portfolio": { "weights": [ { "symbol": "ETH", "weight": "1" } ], "concentration": "1" },
              "breaches": [ { "rule": "poor", "metric": "netUsd", "value": "3000", "condition": "netUsd < 5000" } ], "unknown": [] } ], "portfolios": [] }
            """, ReportJson.Document(new([report], [])));
    }

    [Fact]
    public void A_loan_carries_what_would_liquidate_it()
    {
        var loan = Json(Report(Market(ether: "1990.5"), Good(Loan)))["positions"]![0]!;
        Same($$"""
            { "id": "{{Loan.Id}}", "protocol": "lender", "name": "main", "kind": "lending", "status": "ok", "legs": [
                { "role": "collateral", "asset": { "symbol": "WETH", "address": "0x0000000000000000000000000000000000000001", "decimals": 18 },
                  "raw": "10000000000000000000", "amount": "10", "priceUsd": "2000", "marketPriceUsd": "1990.5", "valueUsd": "20000", "liquidationThreshold": "0.8" },
                { "role": "debt", "asset": { "symbol": "USDC", "address": "0x0000000000000000000000000000000000000004", "decimals": 6 },
                  "raw": "12800000000", "amount": "12800", "priceUsd": "1", "marketPriceUsd": "1", "valueUsd": "12800" } ],
              "collateralUsd": "20000", "debtUsd": "12800", "healthFactor": "1.25", "healthFactorRaw": "1250000000000000000", "ltv": "0.64", "collateralRatio": "1.5625",
              "liquidationThreshold": "0.8", "liquidatable": false, "liquidationDistance": "0.200000000005",
              "liquidation": { "byAsset": [
                  { "symbol": "WETH", "address": "0x0000000000000000000000000000000000000001", "priceUsd": "1599.99999999", "change": "-0.200000000005" },
                  { "symbol": "USDC", "address": "0x0000000000000000000000000000000000000004", "priceUsd": "1.25000001", "change": "0.25000001" } ],
                "byGroup": [ { "group": "eth", "change": "-0.200000000005" }, { "group": "usd", "change": "0.25000001" } ],
                "all": { "change": "-0.200000000005" }, "repayUsd": "2133.333334", "addCollateralUsd": "4000" } }
            """, loan);
    }

    [Fact]
    public void Without_debt_it_is_infinite_and_the_contracts_own_integer_stands()
    {
        var loan = Json(Report(Market(), Good(Loans.Of(new TruncatingRule(), Loans.Collateral(Weth, "1", "2000", "0.8")))))["positions"]![0]!;
        Assert.Equal(("Infinity", "Infinity", "Infinity", "0"), ((string?)loan["healthFactor"], (string?)loan["collateralRatio"], (string?)loan["liquidationDistance"], (string?)loan["ltv"]));
        Assert.Equal("115792089237316195423570985008687907853269984665640564039457584007913129639935", (string?)loan["healthFactorRaw"]);
        Same("""{ "byAsset": [], "byGroup": [] }""", loan["liquidation"]);
    }

    [Fact]
    public void A_disagreement_with_the_contract_is_told() =>
        Assert.Equal("ours 1, theirs 2", (string?)Json(Report(Market(), Good(Loan with { Disagreement = "ours 1, theirs 2" })))["positions"]![0]!["disagreement"]);

    [Fact]
    public void A_concentrated_position_has_its_ticks_and_range()
    {
        var position = Pool(Weth, "1", Usdc, "2000", 2000) with { Range = new(7, 5, -10, 10), Share = null };
        var json = Json(Report(Market(), Good(position)))["positions"]![0]!;
        Assert.Equal(("7", true, 5, -10, 10), ((string?)json["tokenId"], (bool)json["inRange"]!, (int)json["tick"]!, (int)json["tickLower"]!, (int)json["tickUpper"]!));
        Assert.Equal(("liquidity", "4000", "0", "0"), ((string?)json["kind"], (string?)json["valueUsd"], (string?)json["imbalance"], (string?)json["spotDeviation"]));
        Assert.Null(json["share"]);
    }

    [Fact]
    public void A_token_without_decimals_has_its_raw_integer_only() =>
        Same($$"""{ "role": "balance", "asset": { "symbol": "ODD", "address": "{{Odd.Address}}" }, "raw": "7" }""",
            Json(Report(Market(), Good(Balances(Balance(Odd, "7")))))["positions"]![0]!["legs"]![0]);

    [Fact]
    public void What_is_unknown_has_no_figures()
    {
        var memory = Memory.None with { LastGood = Memory.None.LastGood.Add(Of("lender"), new(Block, [Loan])) };
        var json = Json(Builder.Build(Snapshot(Market(), Unreadable("lender")), null, memory, Now));
        Same($$"""
            { "id": "{{Loan.Id}}", "protocol": "lender", "name": "main", "kind": "lending", "status": "unknown",
              "lastGood": { "number": 123, "hash": "0x{{new string('a', 64)}}", "timestamp": "2026-01-01T00:00:00Z" } }
            """, json["positions"]![0]);
        Same("""[ { "what": "test/lender/main", "reason": "timeout", "why": "2 endpoints: no answer in 5 s", "since": "2026-01-01T00:00:30Z" } ]""", json["unknown"]);
        Assert.Equal("unknown", (string?)json["status"]);
        Assert.Null(json["totals"]);
        Assert.Null(json["portfolio"]);
    }

    [Fact]
    public void A_portfolio_stands_on_its_own_and_a_scenario_at_the_top()
    {
        var portfolio = Builder.Portfolio("dao", [Report(Market(), Good(Balances(Balance(Ether, "1"))))], null);
        var json = ReportJson.Document(new([], [portfolio]) { Scenario = new([("ETH", BigDecimal.Parse("-0.3"))], 30) });
        Same("""{ "shocks": { "ETH": "-0.3" }, "days": 30 }""", json["scenario"]);
        Same("""
            { "label": "dao", "status": "ok", "complete": true, "totals": { "assetsUsd": "2000", "debtUsd": "0", "netUsd": "2000" },
              "weights": [ { "symbol": "ETH", "weight": "1" } ], "concentration": "1", "breaches": [] }
            """, json["portfolios"]![0]);
    }
}
