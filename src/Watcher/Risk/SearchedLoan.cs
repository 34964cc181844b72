using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>
/// A loan as its searches see it: the legs that may decide on liquidation, in the protocol's integers and, made once for all searches, in floating point.
/// </summary>
sealed class SearchedLoan(SolvencyRule rule, ImmutableArray<LoanLeg> legs)
{
    readonly BigInteger[] amounts = Each(legs, static leg => leg.Raw), prices = Each(legs, static leg => leg.OraclePrice), moved = new BigInteger[legs.Length];
    bool? liquidatable;

    public SolvencyRule Rule => rule;

    public ImmutableArray<LoanLeg> Legs => legs;

    /// <summary>One for each leg.</summary>
    public ReadOnlySpan<BigInteger> Amounts => amounts;

    public ImmutableArray<LegEstimate> Estimates => field.IsDefault ? field = LegEstimate.Of(legs) : field;

    /// <summary>What the protocol itself would say at the prices as they are.</summary>
    public bool Liquidatable => liquidatable ??= rule.Liquidatable(legs, amounts, prices);

    public static SearchedLoan Of(LendingPosition loan) =>
        new(loan.Rule, loan.Legs.RemoveAll(static leg => leg.Role is not (LegRole.Collateral or LegRole.Debt) || leg.Raw.Sign <= 0));

    /// <summary>The same after so many steps of a path.</summary>
    public bool LiquidatableAt(PricePath path, BigInteger step)
    {
        path.At(step, moved);
        return rule.Liquidatable(legs, amounts, moved);
    }

    /// <summary>The same of other amounts, one for each leg.</summary>
    public bool LiquidatableWith(ReadOnlySpan<BigInteger> otherAmounts) => rule.Liquidatable(legs, otherAmounts, prices);

    static BigInteger[] Each(ImmutableArray<LoanLeg> legs, Func<LoanLeg, BigInteger> part)
    {
        var parts = new BigInteger[legs.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = part(legs[i]);
        return parts;
    }
}
