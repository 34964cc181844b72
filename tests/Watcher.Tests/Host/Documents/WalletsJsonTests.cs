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

    static JsonNode Json(WalletReport report) => WalletsJson.Document(new([report], []))["wallets"]![0]!;
}
