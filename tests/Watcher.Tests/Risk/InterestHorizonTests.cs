using Watcher.Positions;
using Watcher.Risk;
using Xunit;
using static Watcher.Tests.Risk.Loans;

namespace Watcher.Tests.Risk;

public sealed class InterestHorizonTests
{
    [Fact]
    public void The_worked_example_of_the_documentation_holds()
    {
        // Health factor 1.25, debt at 5 %, supply at 2 %: ln 1.25/0.03 years of 365 days.
        var loan = Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8", rate: "0.02"), Debt(Usdc, "12800", "1", rate: "0.05"));
        var expected = Math.Log(1.25) / 0.03 * 365;
        Assert.InRange(Days(loan)!.Value.ToDouble(), expected, expected + 2.0 / 86400);
    }

    [Fact]
    public void Without_a_rate_or_with_a_supply_that_outgrows_the_debt_there_is_no_such_day()
    {
        Assert.Null(Days(Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8"), Debt(Usdc, "12800", "1"))));
        Assert.Null(Days(Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8", rate: "0.06"), Debt(Usdc, "12800", "1", rate: "0.05"))));
    }

    [Fact]
    public void A_century_away_is_never()
    {
        // ln 1.25 = 0.2231…: at 0.2 % it takes 111 years, at 0.3 % 74.
        Assert.Null(Days(Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8"), Debt(Usdc, "12800", "1", rate: "0.002"))));
        Assert.NotNull(Days(Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8"), Debt(Usdc, "12800", "1", rate: "0.003"))));
    }

    /// <summary>A second earlier the lender itself does not allow it, then it does: whatever decided on the way.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_the_very_second_at_which_the_lender_allows_it(bool truncates)
    {
        var (random, found) = (new Random(8), 0);
        for (var n = 0; n < 300; n++)
        {
            var loan = Of(truncates ? new TruncatingRule() : new WeighingRule(),
                Collateral(Eth, $"{random.Next(1, 5000)}", "2000", "0.8", rate: $"0.0{random.Next(10)}"), Collateral(Btc, "1", "60000", "0.7"),
                Debt(Usdc, $"{random.Next(1, 42_000 + n * 10_000)}", "1", rate: $"0.{random.Next(1, 10)}"));
            if (LiquidationSearch.Liquidatable(loan) || Days(loan) is not { } days) continue;
            var second = Math.Round(days.ToDouble() * 86400);
            Assert.True(LiquidationSearch.Liquidatable(After(loan, second)), $"not allowed after {second} s: {loan}");
            Assert.False(LiquidationSearch.Liquidatable(After(loan, second - 1)), $"allowed before {second} s: {loan}");
            found++;
        }
        Assert.InRange(found, 100, 300);
    }

    static BigDecimal? Days(LendingPosition loan) => InterestHorizon.Days(SearchedLoan.Of(loan));

    static LendingPosition After(LendingPosition loan, double seconds) => loan with { Legs = InterestHorizon.Grown(loan.Legs, seconds / (365 * 86400)) };
}
