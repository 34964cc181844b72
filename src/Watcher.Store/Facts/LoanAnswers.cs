using System.Collections.Immutable;

namespace Watcher.Store;

/// <summary>What a contract answers about a loan as a whole, and what its rule makes of the legs: the same, where nothing is amiss.</summary>
static class LoanAnswers
{
    public static OwnAnswers Of(LendingPosition loan) => new(loan.CollateralBase, loan.DebtBase, loan.HealthFactor.Raw, loan.LiquidationThreshold);

    public static OwnAnswers ByRule(SolvencyRule rule, ImmutableArray<LoanLeg> legs)
    {
        var ours = rule.Evaluate(legs);
        return new(ours.Collateral, ours.Debt, ours.HealthFactor?.Raw ?? Wad.MaxUint256, ours.LiquidationThreshold);
    }
}
