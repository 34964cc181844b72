using System.Collections.Immutable;
using Watcher.Positions;

namespace Watcher.Tests.Risk;

/// <summary>
/// A lender for tests that floors every value and truncates the average threshold to whole basis points before it weighs the collateral,
/// as several do. Written on its own, so that nothing under test checks itself.
/// </summary>
sealed record TruncatingRule : SolvencyRule
{
    public override bool TruncatesAverage => true;

    public override Solvency Evaluate(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices)
    {
        BigInteger collateral = 0, weighted = 0, debt = 0;
        for (var i = 0; i < legs.Length; i++)
        {
            var value = amounts[i] * prices[i] / BigInteger.Pow(10, legs[i].Asset.Decimals!.Value);
            if (legs[i].Role == LegRole.Debt) debt += value;
            if (legs[i].Role != LegRole.Collateral) continue;
            collateral += value;
            weighted += value * Lender.Bps(legs[i]);
        }
        var average = collateral.IsZero ? 0 : weighted / collateral;
        var counted = (collateral * average + 5000) / 10_000;
        return Lender.Judge(collateral, debt, average, debt.IsZero ? null : (counted * Lender.Wad + debt / 2) / debt);
    }
}

/// <summary>A lender for tests that weighs each value by its own threshold and rounds debts up.</summary>
sealed record WeighingRule : SolvencyRule
{
    public override Solvency Evaluate(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices)
    {
        BigInteger collateral = 0, weighted = 0, debt = 0;
        for (var i = 0; i < legs.Length; i++)
        {
            var unit = BigInteger.Pow(10, legs[i].Asset.Decimals!.Value);
            if (legs[i].Role == LegRole.Debt) debt += (amounts[i] * prices[i] + unit - 1) / unit;
            if (legs[i].Role != LegRole.Collateral) continue;
            collateral += amounts[i] * prices[i] / unit;
            weighted += amounts[i] * prices[i] / unit * Lender.Bps(legs[i]);
        }
        var average = collateral.IsZero ? 0 : weighted / collateral;
        return Lender.Judge(collateral, debt, average, debt.IsZero ? null : (weighted * Lender.Wad + debt / 2) / debt / 10_000);
    }
}

static class Lender
{
    public static readonly BigInteger Wad = BigInteger.Pow(10, 18);

    public static BigInteger Bps(LoanLeg leg) => (leg.LiquidationThreshold!.Value * 10_000).Normalised().Unscaled;

    public static Solvency Judge(BigInteger collateral, BigInteger debt, BigInteger average, BigInteger? health) =>
        new(collateral, debt, new BigDecimal(average, 4), health is { } h ? new Wad(h) : null, health < Wad);
}
