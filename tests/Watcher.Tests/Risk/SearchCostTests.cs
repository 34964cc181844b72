using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Risk;
using Xunit;
using static Watcher.Tests.Risk.Loans;

namespace Watcher.Tests.Risk;

/// <summary>The search is asked for every loan in every cycle: how often it asks the lender must not depend on how awkward the loan is.</summary>
public sealed class SearchCostTests
{
    const int Enough = 2_000, Most = 100_000;

    /// <summary>Both collaterals are worth the same, so their average threshold, (80 % + 70 %) / 2, is a whole basis point at every step of a common fall, or just below one.</summary>
    [Theory]
    [InlineData("20000")]
    [InlineData("29999.99")]
    public void Collaterals_that_fall_together_cost_no_walk_along_a_truncated_average(string debt)
    {
        var counting = new CountingRule(new TruncatingRule());
        var loan = Of(counting, Collateral(Eth, "10.000000000000000003", "2000", "0.8"), Collateral(Btc, "0.33333333", "60000", "0.7"), Debt(Usdc, debt, "1"));
        counting.Evaluations = 0;

        LiquidationSearch.Of(loan, Book);

        Assert.InRange(counting.Evaluations, 1, Enough);
    }

    /// <summary>
    /// Both collaterals are the same amount at the same price: their average, (82 % + 78 %) / 2, is a whole basis point at every step, never just below one, and
    /// only walking could tell. Over a fall of a basis point of the threshold that is 10^8 steps. The answer then is the first step in doubt: at most that much too near.
    /// In exact arithmetic 40,000 f * 0.80 = 24,000 → f = 0.75, with 0.7999 for the average f = 0.75009376….
    /// </summary>
    [Fact]
    public void Where_only_a_walk_of_millions_of_steps_could_tell_the_first_step_in_doubt_is_given()
    {
        var counting = new CountingRule(new TruncatingRule());
        var loan = Of(counting, Collateral(Eth, "10", "2000", "0.82"), Collateral(Steth, "10", "2000", "0.78"), Debt(Usdc, "24000", "1"));
        counting.Evaluations = 0;

        var change = LiquidationSearch.Of(loan, Book).ByGroup.Single(row => row.Group == "eth").Change;

        Assert.InRange(counting.Evaluations, 1, Most);
        Assert.InRange(change.ToDouble(), -0.25 - 1e-9, -0.2499062 + 1e-7);
    }

    sealed record CountingRule(SolvencyRule Lender) : SolvencyRule
    {
        public int Evaluations { get; set; }

        public override bool TruncatesAverage => Lender.TruncatesAverage;

        public override Solvency Evaluate(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices)
        {
            Evaluations++;
            return Lender.Evaluate(legs, amounts, prices);
        }
    }
}
