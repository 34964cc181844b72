using System.Collections.Immutable;

namespace Watcher.Protocols.AaveV3;

/// <summary>
/// Aave V3.0 to V3.4: the health factor is built on the average liquidation threshold <b>truncated to whole basis points</b>, so it moves in
/// steps; debts are floored.
/// <para><c>wadDiv(percentMul(C, ⌊Σ C_i·LT_i / C⌋), D)</c>, both half up; liquidatable when below 1e18.</para>
/// <para>Source: <c>GenericLogic.calculateUserAccountData</c>, <c>@aave/core-v3</c> 1.19.3 and aave-v3-origin v3.1 to v3.4.</para>
/// <para>Example: collateral 1000 at 82.5 % and 1 at 70 %, debt 500: the average is ⌊(1000·8250 + 1·7000) / 1001⌋ = 8248 basis points,
/// which of 1001 units is ⌊825.6⌉ = 826, and 826 / 500 = 1.652.</para>
/// </summary>
public sealed record AverageThresholdRule : SolvencyRule
{
    public override bool TruncatesAverage => true;

    public override Solvency Evaluate(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices)
    {
        var totals = AccountTotals.Of(legs, amounts, prices, debtRoundsUp: false);
        var average = totals.AverageThreshold;
        var counting = Bps.MulHalfUp(totals.Collateral, average);
        return totals.Judge(average, totals.Debt.IsZero ? Wad.MaxUint256 : Wad.DivHalfUp(counting, totals.Debt));
    }

    public override bool Liquidatable(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices)
    {
        if (AccountTotals.Narrow(legs, amounts, prices, debtRoundsUp: false) is not var (collateral, weighted, debt)) return base.Liquidatable(legs, amounts, prices);
        return (collateral * Average(collateral, weighted) + Bps.Whole / 2) / Bps.Whole < debt;
    }

    public override BigDecimal AverageThreshold(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices) =>
        AccountTotals.Narrow(legs, amounts, prices, debtRoundsUp: false) is var (collateral, weighted, _)
            ? new((int)Average(collateral, weighted), Bps.Decimals)
            : base.AverageThreshold(legs, amounts, prices);

    static UInt128 Average(UInt128 collateral, UInt128 weighted) => collateral == 0 ? 0 : weighted / collateral;
}
