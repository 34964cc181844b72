using Watcher.Protocols.AaveV3;
using Xunit;
using static Watcher.Tests.AaveV3.Legs;

namespace Watcher.Tests.AaveV3;

/// <summary>Aave V3.5 to V3.7, of which no registry has the contracts: by the arithmetic of GenericLogic written out.</summary>
public sealed class WeightedCollateralRuleTests
{
    readonly WeightedCollateralRule rule = new();

    [Fact]
    public void Health_factor_is_built_on_the_weighted_collateral_itself()
    {
        var judged = rule.Judge(
            Collateral(Weth, 18, "1_500000000000000000", 2000_12345678, threshold: 8250),
            Collateral(Wbtc, 8, "10000000", 60000_87654321, threshold: 7000),
            Debt(Usdc, 6, "2345_678901", 99987654));

        // 1.5 * 2000.12345678 = 3000.18518517; 0.1 * 60000.87654321 = 6000.087654321, floored
        Assert.Equal(Number("3000_18518517") + Number("6000_08765432"), judged.Collateral);
        // 2345.678901 * 0.99987654 = 2345.38930348..., rounded up
        Assert.Equal(Number("2345_38930349"), judged.Debt);
        // the contract still answers the truncated average: 6675214135789250 / 900027283949 = 7416.68
        Assert.Equal(new BigDecimal(7416, 4), judged.LiquidationThreshold);
        // (300018518517 * 8250 + 600008765432 * 7000) = 6675214135789250; * 1e18 / 234538930349, half up, / 10000
        Assert.Equal(Number("2_846100698871764513"), judged.HealthFactor!.Value.Raw);
    }

    [Fact]
    public void Any_debt_weighs_at_least_a_unit()
    {
        // 0.000000000000000001 of a token at 1e-8: rounded up to 1; 10 * 8000 / 1 / 10000 = 8
        var judged = rule.Judge(Collateral(Weth, 0, "10", 1, threshold: 8000), Debt(Usdc, 18, "1", 1));
        Assert.Equal(1, judged.Debt);
        Assert.Equal(8 * Wad.One, judged.HealthFactor!.Value.Raw);
    }

    [Fact]
    public void Exactly_one_is_not_liquidatable_and_the_least_below_is()
    {
        // 10000 * 5000 / 5000 / 10000 = 1
        Assert.False(rule.Judge(Collateral(Weth, 0, "10000", 1, threshold: 5000), Debt(Usdc, 0, "5000", 1)).Liquidatable);
        Assert.True(rule.Judge(Collateral(Weth, 0, "9999", 1, threshold: 5000), Debt(Usdc, 0, "5000", 1)).Liquidatable);
    }

    [Fact]
    public void Without_debt_there_is_no_health_factor()
    {
        var judged = rule.Judge(Collateral(Weth, 0, "10", 1, threshold: 8000));
        Assert.Null(judged.HealthFactor);
        Assert.False(judged.Liquidatable);
    }

    [Fact]
    public void An_asset_without_a_threshold_is_collateral_that_weighs_nothing()
    {
        var judged = rule.Judge(Collateral(Weth, 0, "10", 1, threshold: 0), Collateral(Wbtc, 0, "10", 1, threshold: 8000), Debt(Usdc, 0, "4", 1));
        Assert.Equal(20, judged.Collateral);
        Assert.Equal(new BigDecimal(4000, 4), judged.LiquidationThreshold);
        Assert.Equal(2 * Wad.One, judged.HealthFactor!.Value.Raw);
    }

    [Fact]
    public void A_loan_is_liquidatable_when_the_weighted_collateral_is_below_the_debt()
    {
        var random = new Random(2);
        for (var i = 0; i < 2000; i++)
        {
            var (a, b, debt) = (random.Next(1, 2000), random.Next(0, 2000), random.Next(1, 3000));
            var (high, low) = (random.Next(1, 10000), random.Next(1, 10000));
            var judged = rule.Judge(
                Collateral(Weth, 0, $"{a}", 1, high), Collateral(Wbtc, 0, $"{b}", 1, low), Debt(Usdc, 0, $"{debt}", 1));

            Assert.Equal(a * high + b * low < debt * 10000, judged.Liquidatable);
        }
    }

    [Fact]
    public void A_threshold_that_was_stored_without_trailing_zeros_is_the_same()
    {
        var leg = Collateral(Weth, 0, "100", 1, threshold: 8000);
        Assert.Equal(
            rule.Judge(leg, Debt(Usdc, 0, "7", 1)),
            rule.Judge(leg with { LiquidationThreshold = BigDecimal.Parse("0.8") }, Debt(Usdc, 0, "7", 1)));
    }
}
