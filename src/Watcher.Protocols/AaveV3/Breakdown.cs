using System.Collections.Immutable;

namespace Watcher.Protocols.AaveV3;

/// <summary>Our own sums over the legs, held against the pool's answer: equal to the last digit, or the difference is told.</summary>
static class Breakdown
{
    /// <summary>Null where both agree; else both, in words. The pool's answer stands.</summary>
    public static string? Disagreement(SolvencyRule rule, ImmutableArray<LoanLeg> legs, AccountData pool)
    {
        var ours = Figures(rule.Evaluate(legs));
        return ours == pool ? null : $"our breakdown gives {Words(ours)}; the pool answers {Words(pool)}";
    }

    static AccountData Figures(Solvency ours) => new(ours.Collateral, ours.Debt, ours.LiquidationThreshold.Unscaled,
        ours.HealthFactor?.Raw ?? Wad.MaxUint256);

    static string Words(AccountData figures) =>
        $"collateral {figures.Collateral}, debt {figures.Debt}, threshold {figures.LiquidationThreshold} bps, health factor {figures.HealthFactor}";
}
