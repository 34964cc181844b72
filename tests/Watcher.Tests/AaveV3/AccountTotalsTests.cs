using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Protocols.AaveV3;
using Xunit;
using static Watcher.Tests.AaveV3.Legs;

namespace Watcher.Tests.AaveV3;

/// <summary>At and around every limit of the narrow integers that sums are made in where they suffice.</summary>
public sealed class AccountTotalsTests
{
    static readonly ImmutableArray<BigInteger> Sizes =
        [0, 1, 999_999, Number("1_500000000000000000"), .. new[] { 63, 64, 82, 90, 91, 96, 112, 119, 120, 128, 200 }.SelectMany(bits => Around(BigInteger.One << bits))];

    static readonly ImmutableArray<BigInteger> Prices = [0, 1, 99987654, 2000_12345678, .. Around(BigInteger.One << 38), .. Around(BigInteger.One << 64), BigInteger.One << 255];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Are_to_the_last_digit_what_integers_of_any_size_give(bool debtRoundsUp)
    {
        var (narrow, wide) = (0, 0);
        foreach (var decimals in (int[])[0, 6, 18, 36, 77])
            foreach (var threshold in (int[])[0, 8250, 65535, 65536])
                foreach (var amount in Sizes)
                    foreach (var price in Prices)
                    {
                        ImmutableArray<LoanLeg> legs =
                        [
                            Collateral(Weth, decimals, $"{amount}", 0, threshold), Collateral(Wbtc, 8, "10000000", 0, 7000),
                            Debt(Usdc, decimals, $"{amount}", 0), Debt(Usdc, decimals, "7", 0),
                        ];
                        ImmutableArray<BigInteger> prices = [price, 60000_87654321, price, price];
                        var (unit, owed) = (BigInteger.Pow(10, decimals), (amount + 7) * price);
                        var (weth, wbtc) = (amount * price / unit, 10000000 * (BigInteger)60000_87654321 / 100000000);

                        var totals = AccountTotals.Of(legs, Amounts(legs), prices.AsSpan(), debtRoundsUp);

                        Assert.Equal(weth + wbtc, totals.Collateral);
                        Assert.Equal(weth * threshold + wbtc * 7000, totals.Weighted);
                        Assert.Equal(debtRoundsUp ? (owed + unit - 1) / unit : owed / unit, totals.Debt);
                        if (AccountTotals.Fits(legs, Amounts(legs), prices.AsSpan())) narrow++;
                        else wide++;
                    }
        Assert.InRange(narrow, 100, int.MaxValue);
        Assert.InRange(wide, 100, int.MaxValue);
    }

    /// <summary>Debts just above, at and below what the collateral allows, from dust to more than two wads of the oracle's units, where rounding to a wad may decide.</summary>
    [Fact]
    public void Tell_a_loan_that_falls_fallingas_its_health_factor_does()
    {
        var (narrow, wide, falling, enough) = (0, 0, 0, 0);
        foreach (var size in Enumerable.Range(0, 31).Select(exponent => BigInteger.Pow(10, exponent)))
            foreach (var (first, second) in (ReadOnlySpan<(int, int)>)[(8250, 8250), (8250, 7000), (9999, 1), (3333, 6667)])
                foreach (var rule in (SolvencyRule[])[new AverageThresholdRule(), new WeightedCollateralRule()])
                {
                    LoanLeg[] collateral = [Collateral(Weth, 0, $"{size * 3}", 7, first), Collateral(Wbtc, 0, $"{size}", 11, second)];
                    var allowed = size * (21 * first + 11 * second) / 10_000;
                    foreach (var debt in Enumerable.Range(-3, 7).Select(more => allowed + more).Append(allowed * 9_999 / 10_000).Append(allowed * 2).Where(debt => debt >= 0))
                    {
                        ImmutableArray<LoanLeg> legs = [.. collateral, Debt(Usdc, 0, $"{debt}", 1)];
                        BigInteger[] prices = [7, 11, 1];

                        Assert.Equal(rule.Evaluate(legs, Amounts(legs), prices).HealthFactor is { } health && health.Raw < Wad.One, rule.Liquidatable(legs, Amounts(legs), prices));
                        ImmutableArray<LoanLeg> others = [.. legs.Select(leg => leg with { Raw = leg.Raw / 2 + 5 })];
                        Assert.Equal(rule.Liquidatable(legs, Amounts(legs), prices), rule.Liquidatable(others, Amounts(legs), prices));
                        Assert.Equal(rule.Evaluate(legs, Amounts(legs), prices).LiquidationThreshold, rule.AverageThreshold(others, Amounts(legs), prices));

                        if (AccountTotals.Narrow(legs, Amounts(legs), prices, rule is WeightedCollateralRule) is null) wide++;
                        else narrow++;
                        if (rule.Liquidatable(legs, Amounts(legs), prices)) falling++;
                        else enough++;
                    }
                }
        Assert.All([narrow, wide, falling, enough], seen => Assert.InRange(seen, 100, int.MaxValue));
    }

    static BigInteger[] Amounts(ImmutableArray<LoanLeg> legs) => [.. legs.Select(leg => leg.Raw)];

    static ImmutableArray<BigInteger> Around(BigInteger limit) => [limit - 1, limit, limit + 1];
}
