using Watcher.Positions;
using Watcher.Risk;
using Xunit;
using static Watcher.Tests.Risk.Loans;

namespace Watcher.Tests.Risk;

public sealed class LiquidationSearchTests
{
    static LiquidationOutlook Outlook(LendingPosition loan) => LiquidationSearch.Of(loan, Book);

    static string Assets(LiquidationOutlook outlook) => string.Join(" ", outlook.ByAsset.Select(row => $"{row.Asset.Symbol}@{row.PriceUsd}:{row.Change}"));

    static string Groups(LiquidationOutlook outlook) => string.Join(" ", outlook.ByGroup.Select(row => $"{row.Group}:{row.Change}"));

    [Fact]
    public void The_worked_example_of_the_documentation_holds()
    {
        // 10 ETH at 2000, threshold 0.8, against 12,800 USDC. At 1600 exactly the health factor is 1: allowed from one step below.
        // USDC may rise to 16,000/12,800 = 1.25; again one step beyond.
        var outlook = Outlook(Of(new TruncatingRule(), Collateral(Eth, "10", "2000", "0.8"), Debt(Usdc, "12800", "1")));
        Assert.Equal("WETH@1599.99999999:-0.200000000005 USDC@1.25000001:0.25000001", Assets(outlook));
        Assert.Equal("eth:-0.200000000005 usd:0.25000001", Groups(outlook));
        Assert.Equal("-0.200000000005", $"{outlook.All}");
        Assert.Equal("0.200000000005", $"{outlook.Distance}");
    }

    [Fact]
    public void Weighing_lenders_allow_it_at_their_own_first_step() =>
        // 8 * price must fall short of 12,800.00000000: the first price that does is 1599.99999999.
        Assert.StartsWith("WETH@1599.99999999:", Assets(Outlook(Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8"), Debt(Usdc, "12800", "1")))));

    [Fact]
    public void Supplies_that_are_no_collateral_move_nothing()
    {
        var outlook = Outlook(Of(new TruncatingRule(), Collateral(Eth, "10", "2000", "0.8"), Supplied(Btc, "1", "60000"), Debt(Usdc, "12800", "1")));
        Assert.DoesNotContain(outlook.ByAsset, row => row.Asset == Btc);
        Assert.StartsWith("WETH@1599.99999999:", Assets(outlook));
    }

    [Fact]
    public void An_asset_on_both_sides_counts_net()
    {
        // Supplied 10 ETH at 0.8 and 1 BTC at 0.7, owed 3 ETH and 40,000 USDC. ETH net 10*0.8 - 3 = 5 long: liquidation at
        // (40,000 - 42,000)/5 < 0: never. Owed 45,000 instead: (45,000 - 42,000)/5 = 600.
        var loan = Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8"), Collateral(Btc, "1", "60000", "0.7"), Debt(Eth, "3", "2000"), Debt(Usdc, "40000", "1"));
        Assert.DoesNotContain(Outlook(loan).ByAsset, row => row.Asset == Eth);
        var more = Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8"), Collateral(Btc, "1", "60000", "0.7"), Debt(Eth, "3", "2000"), Debt(Usdc, "45000", "1"));
        Assert.Contains("WETH@599.99999999:", Assets(Outlook(more)));
    }

    [Fact]
    public void A_net_short_asset_liquidates_by_rising()
    {
        // 30,000 USDC at 0.9 against 10 ETH at 2000, of which 1 is supplied at 0.5: net short 9.5: (27,000)/(9.5) = 2842.10526315…
        var outlook = Outlook(Of(new WeighingRule(), Collateral(Usdc, "30000", "1", "0.9"), Collateral(Eth, "1", "2000", "0.5"), Debt(Eth, "10", "2000")));
        Assert.Equal("2842.10526316", $"{outlook.ByAsset.Single(row => row.Asset == Eth).PriceUsd}");
        Assert.Equal("0.42105263158", $"{outlook.All}"); // ETH alone is outside usd, and it rises
    }

    [Fact]
    public void A_loop_within_a_group_is_liquidated_by_either_asset_but_not_by_the_group()
    {
        // 100 wstETH at 2300, threshold 0.95, against 104 ETH at 2000: 218,500/208,000 = 1.0504…; together they move the ratio nowhere.
        var outlook = Outlook(Of(new WeighingRule(), Collateral(Steth, "100", "2300", "0.95"), Debt(Eth, "104", "2000")));
        // 208,000/95 = 2189.4736842…, 218,500/104 = 2100.9615384…
        Assert.Equal("wstETH@2189.47368421 WETH@2100.96153847", string.Join(" ", outlook.ByAsset.Select(row => $"{row.Asset.Symbol}@{row.PriceUsd}")));
        Assert.Empty(outlook.ByGroup);
        Assert.Null(outlook.All);
    }

    [Fact]
    public void Assets_of_a_group_move_together_and_all_but_usd_move_together()
    {
        // 10 ETH and 10 wstETH at 2000 and 2500, threshold 0.8; 0.5 BTC at 60,000, 0.8; owing 40,000 USDC. Weighted: 36,000 + 24,000.
        var outlook = Outlook(Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8"), Collateral(Steth, "10", "2500", "0.8"),
            Collateral(Btc, "0.5", "60000", "0.8"), Debt(Usdc, "40000", "1")));
        // The group eth: (40,000 - 24,000)/36,000 - 1 = -0.5555…; all: 40,000/60,000 - 1 = -0.3333…; both to 10^-12.
        Assert.Equal("-0.555555555556", $"{outlook.ByGroup.Single(row => row.Group == "eth").Change}");
        // At 0.666666666667 the oracle's integers are ⌊133333333333.4⌋, ⌊166666666666.75⌋ and 4000000000002:
        // 8 * 133333333333 + 8 * 166666666666 + 0.4 * 4000000000002 = 3999999999992.8 < 4000000000000; at 0.666666666668 it is 4000000000003.2.
        Assert.Equal("-0.333333333333", $"{outlook.All}");
        Assert.Equal("0.333333333333", $"{outlook.Distance}");
    }

    [Fact]
    public void The_truncated_average_is_stepped_over_exactly()
    {
        // 1 ETH at 0.825 and 1 BTC at 0.70. At BTC 60,000 and ETH 2,000 the average is ⌊(1,650 + 42,000)/62,000⌋ = 0.7040; as ETH falls so does it,
        // in steps: the first price that allows is where a step falls, not where exact arithmetic has it: 0.825 p + 42,000 = 43,600 → p = 1939.39….
        // Just below the price where (0.825 p + 42,000)/(p + 60,000) = 0.7040: p = 240/0.121 = 1983.4710…, the average becomes 0.7039:
        // 0.7039 * (60,000 + p) < 43,600 ⇔ p < 1940.6165….
        var outlook = Outlook(Of(new TruncatingRule(), Collateral(Eth, "1", "2000", "0.825"), Collateral(Btc, "1", "60000", "0.70"), Debt(Usdc, "43600", "1")));
        var expected = BigDecimal.Parse("1940.6165");
        var price = outlook.ByAsset.Single(row => row.Asset == Eth).PriceUsd;
        Assert.InRange((price - expected).ToDouble(), -0.0001, 0.0001);
    }

    [Fact]
    public void Without_debt_nothing_can_happen()
    {
        var outlook = Outlook(Of(new TruncatingRule(), Collateral(Eth, "10", "2000", "0.8")));
        Assert.Empty(outlook.ByAsset);
        Assert.Null(outlook.Distance);
        Assert.Null(outlook.InterestDays);
    }

    [Fact]
    public void Already_liquidatable_needs_no_change()
    {
        var outlook = Outlook(Of(new TruncatingRule(), Collateral(Eth, "10", "2000", "0.8"), Debt(Usdc, "16001", "1")));
        Assert.Equal("WETH@2000:0 USDC@1:0", Assets(outlook));
        Assert.Equal("eth:0 usd:0", Groups(outlook));
        Assert.Equal(("0", "0", "0"), ($"{outlook.All}", $"{outlook.Distance}", $"{outlook.InterestDays}"));
    }
}
