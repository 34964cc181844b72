using Watcher.Protocols.AaveV3;
using Xunit;
using static Watcher.Tests.AaveV3.Legs;

namespace Watcher.Tests.AaveV3;

/// <summary>Aave V3.0 to V3.4, by the arithmetic of GenericLogic written out.</summary>
public sealed class AverageThresholdRuleTests
{
    readonly AverageThresholdRule rule = new();

    [Fact]
    public void Health_factor_is_built_on_the_average_threshold_in_whole_basis_points()
    {
        var judged = rule.Judge(
            Collateral(Weth, 18, "1_500000000000000000", 2000_12345678, threshold: 8250),
            Collateral(Wbtc, 8, "10000000", 60000_87654321, threshold: 7000),
            Debt(Usdc, 6, "2345_678901", 99987654));

        // 1.5 * 2000.12345678 = 3000.18518517; 0.1 * 60000.87654321 = 6000.087654321, floored
        Assert.Equal(Number("3000_18518517") + Number("6000_08765432"), judged.Collateral);
        // 2345.678901 * 0.99987654 = 2345.38930348..., floored
        Assert.Equal(Number("2345_38930348"), judged.Debt);
        // (300018518517 * 8250 + 600008765432 * 7000) / 900027283949 = 7416.68, truncated
        Assert.Equal(new BigDecimal(7416, 4), judged.LiquidationThreshold);
        // 900027283949 * 7416 / 10000 = 667460233776.58 -> 667460233777, over 234538930348
        Assert.Equal(Number("2_845839847511232924"), judged.HealthFactor!.Value.Raw);
        Assert.False(judged.Liquidatable);
    }

    [Fact]
    public void Half_a_unit_of_weighted_collateral_rounds_up()
    {
        // 5 * 50 % = 2.5 -> 3; 3 / 3 = 1, which is not below 1
        var judged = rule.Judge(Collateral(Weth, 0, "5", 1, threshold: 5000), Debt(Usdc, 0, "3", 1));
        Assert.Equal(Wad.One, judged.HealthFactor!.Value.Raw);
        Assert.False(judged.Liquidatable);
    }

    [Fact]
    public void Variable_and_stable_debt_of_a_reserve_are_floored_as_one_sum()
    {
        // (0.6 + 0.6) * 1 = 1.2 -> 1, where each alone would be 0
        var judged = rule.Judge(Collateral(Weth, 0, "10", 1, threshold: 8000), Debt(Usdc, 1, "6", 1), Debt(Usdc, 1, "6", 1));
        Assert.Equal(1, judged.Debt);
    }

    [Fact]
    public void Debt_that_is_worth_less_than_a_unit_is_no_debt()
    {
        var judged = rule.Judge(Collateral(Weth, 0, "10", 1, threshold: 8000), Debt(Usdc, 1, "9", 1));
        Assert.Equal(0, judged.Debt);
        Assert.Null(judged.HealthFactor);
        Assert.False(judged.Liquidatable);
    }

    [Fact]
    public void Debt_without_collateral_has_a_health_factor_of_zero()
    {
        var judged = rule.Judge(Supplied(Weth, 0, "10", 1), Debt(Usdc, 0, "1", 1));
        Assert.Equal(0, judged.HealthFactor!.Value.Raw);
        Assert.Equal(BigDecimal.Zero, judged.LiquidationThreshold);
        Assert.True(judged.Liquidatable);
    }

    [Fact]
    public void A_loan_is_liquidatable_when_the_rounded_collateral_is_below_the_debt()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var (a, b, debt) = (random.Next(1, 2000), random.Next(0, 2000), random.Next(1, 3000));
            var (high, low) = (random.Next(1, 10000), random.Next(1, 10000));
            var judged = rule.Judge(
                Collateral(Weth, 0, $"{a}", 1, high), Collateral(Wbtc, 0, $"{b}", 1, low), Debt(Usdc, 0, $"{debt}", 1));

            var average = (a * high + b * low) / (a + b);
            var counting = ((a + b) * average + 5000) / 10000;
            Assert.Equal(counting < debt, judged.Liquidatable);
        }
    }
}
