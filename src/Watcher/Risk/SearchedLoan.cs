using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>A loan as its searches see it: the legs that may decide on liquidation, in the protocol's integers and, made once for all searches, in floating point.</summary>
sealed class SearchedLoan(SolvencyRule rule, ImmutableArray<LoanLeg> legs)
{
    public SolvencyRule Rule => rule;

    public ImmutableArray<LoanLeg> Legs => legs;

    public ImmutableArray<LegEstimate> Estimates => field.IsDefault ? field = LegEstimate.Of(legs) : field;

    /// <summary>What the protocol itself would say at the prices as they are.</summary>
    public bool Liquidatable => LiquidatableWith(legs);

    public static SearchedLoan Of(LendingPosition loan) =>
        new(loan.Rule, loan.Legs.RemoveAll(leg => leg.Role is not (LegRole.Collateral or LegRole.Debt) || leg.Raw.Sign <= 0));

    /// <summary>The same at other prices, one for each leg.</summary>
    public bool LiquidatableAt(BigInteger[] prices) => rule.Liquidatable(legs, prices);

    /// <summary>The same of other amounts in the same legs.</summary>
    public bool LiquidatableWith(ImmutableArray<LoanLeg> amounts)
    {
        var prices = new BigInteger[amounts.Length];
        for (var i = 0; i < prices.Length; i++) prices[i] = amounts[i].OraclePrice;
        return rule.Liquidatable(amounts, prices);
    }
}
