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
        Assert.InRange(InterestHorizon.Days(loan)!.Value.ToDouble(), expected, expected + 2.0 / 86400);
    }

    [Fact]
    public void Without_a_rate_or_with_a_supply_that_outgrows_the_debt_there_is_no_such_day()
    {
        Assert.Null(InterestHorizon.Days(Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8"), Debt(Usdc, "12800", "1"))));
        Assert.Null(InterestHorizon.Days(Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8", rate: "0.06"), Debt(Usdc, "12800", "1", rate: "0.05"))));
    }

    [Fact]
    public void A_century_away_is_never()
    {
        // ln 1.25 = 0.2231…: at 0.2 % it takes 111 years, at 0.3 % 74.
        Assert.Null(InterestHorizon.Days(Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8"), Debt(Usdc, "12800", "1", rate: "0.002"))));
        Assert.NotNull(InterestHorizon.Days(Of(new WeighingRule(), Collateral(Eth, "10", "2000", "0.8"), Debt(Usdc, "12800", "1", rate: "0.003"))));
    }
}
