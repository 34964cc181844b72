using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Risk;
using Xunit;
using static Watcher.Tests.Risk.Loans;

namespace Watcher.Tests.Risk;

/// <summary>The search is asked for every loan in every cycle: how often it asks the lender must not depend on how awkward the loan is.</summary>
public sealed class SearchCostTests
{
    const int Enough = 2_000;

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

    sealed record CountingRule(SolvencyRule Lender) : SolvencyRule
    {
        public int Evaluations { get; set; }

        public override bool TruncatesAverage => Lender.TruncatesAverage;

        public override Solvency Evaluate(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> prices)
        {
            Evaluations++;
            return Lender.Evaluate(legs, prices);
        }
    }
}
