using System.Text.Json.Nodes;
using Watcher.Host.Documents;
using Watcher.Reports;
using Xunit;
using static Watcher.Tests.Reports.Cycle;

namespace Watcher.Tests.Host.Documents;

public sealed class WalletsJsonTests
{
    [Fact]
    public void A_wallet_has_the_loan_that_is_liquidated_first_and_the_move_that_does_it()
    {
        // 10 ETH at 2,000 with threshold 0.8 against 12,800 USDC: liquidated one oracle step below 12,800 / (10 · 0.8) = 1,600, a fall by a fifth.
        var wallet = Json(Report(Market(), Good(Loan)).WithBreaches(
            [new("near", Loan.Id, "healthFactor", "1.25", "healthFactor < 2"), new("near", null, "netUsd", "1", "netUsd < 2")]));
        Assert.Equal(("treasury", "test", "breach"), ((string?)wallet["label"], (string?)wallet["chain"], (string?)wallet["status"]));
        Assert.Equal(["near"], wallet["rules"]!.AsArray().Select(rule => (string?)rule));
        var nearest = wallet["nearest"]!;
        Assert.Equal([Loan.Id, "1.25", "0.200000000005"], new[] { "position", "healthFactor", "liquidationDistance" }.Select(field => (string?)nearest[field]));
        Assert.Equal("""{"symbol":"WETH","change":"-0.200000000005"}""", nearest["move"]!.ToJsonString());
        Assert.Null(wallet["unknownSince"]);
    }

    [Fact]
    public void A_wallet_without_debt_has_no_nearest_loan() => Assert.Null(Json(Report(Market(), Good(Balances(Balance(Ether, "1.5")))))["nearest"]);

    [Fact]
    public void The_sums_and_the_first_with_a_loan_are_of_all_also_of_those_beyond_the_limit()
    {
        var (unread, loan) = (Report(Market(), Unreadable("lender")), Report(Market(), Good(Loan)));
        var json = WalletsJson.Document(WalletStanding.NearestFirst([loan, unread, loan], []), 1, []);
        Assert.Equal("""{"unknown":1,"ok":2}""", json["levels"]!.ToJsonString());
        Assert.Equal((3, 1), ((int)json["total"]!, (int)json["unread"]!));
        Assert.Equal("unknown", (string?)Assert.Single(json["wallets"]!.AsArray())!["level"]);
        Assert.Equal(Loan.Id, (string?)json["first"]!["nearest"]!["position"]);
    }

    static JsonNode Json(WalletReport report) => WalletsJson.Document(WalletStanding.NearestFirst([report], []), 1, [])["wallets"]![0]!;
}
