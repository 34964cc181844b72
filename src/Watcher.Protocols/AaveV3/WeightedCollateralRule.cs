using System.Collections.Immutable;

namespace Watcher.Protocols.AaveV3;

/// <summary>
/// Aave V3.5 and later: the health factor is built on the weighted collateral itself; debts are rounded up, so any debt weighs at least one
/// unit of the oracle.
/// <para><c>⌊wadDiv(Σ C_i·LT_i, D) / 10000⌋</c>, <c>wadDiv</c> half up; liquidatable when below 1e18.</para>
/// <para>Source: <c>GenericLogic.calculateUserAccountData</c>, aave-v3-origin v3.5 to v3.7.</para>
/// <para>Example: collateral 1000 at 82.5 % and 1 at 70 %, debt 500: (1000·8250 + 1·7000) / 500 / 10000 = 1.6514.</para>
/// </summary>
public sealed record WeightedCollateralRule : SolvencyRule
{
    public override Solvency Evaluate(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices)
    {
        var totals = AccountTotals.Of(legs, amounts, prices, debtRoundsUp: true);
        return totals.Judge(totals.AverageThreshold, totals.Debt.IsZero ? Wad.MaxUint256 : Wad.DivHalfUp(totals.Weighted, totals.Debt) / Bps.One);
    }

    public override bool Liquidatable(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices) =>
        AccountTotals.Narrow(legs, amounts, prices, debtRoundsUp: true) is var (_, weighted, debt)
            ? weighted < debt * Bps.Whole
            : base.Liquidatable(legs, amounts, prices);
}
