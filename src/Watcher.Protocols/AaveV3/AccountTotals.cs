using System.Collections.Immutable;

namespace Watcher.Protocols.AaveV3;

/// <summary>
/// The sums of <c>GenericLogic.calculateUserAccountData</c>, in units of the oracle: what both of its health factor formulas start from.
/// </summary>
/// <param name="Weighted">Collateral times its liquidation threshold in basis points.</param>
readonly record struct AccountTotals(BigInteger Collateral, BigInteger Weighted, BigInteger Debt)
{
    /// <summary>Sums legs at these prices. The value of each collateral is floored; that of each debt too, or raised if <paramref name="debtRoundsUp"/>.</summary>
    public static AccountTotals Of(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> prices, bool debtRoundsUp)
    {
        BigInteger collateral = 0, weighted = 0, debt = 0;
        for (var i = 0; i < legs.Length; i++)
        {
            var unit = PowerOfTen.Of(legs[i].Asset.Decimals!.Value);
            if (legs[i].Role == LegRole.Collateral)
            {
                var value = legs[i].Raw * prices[i] / unit;
                collateral += value;
                weighted += value * BasisPoints(legs[i].LiquidationThreshold!.Value);
            }
            else if (legs[i].Role == LegRole.Debt && IsFirstDebtIn(legs, i))
            {
                var value = OwedIn(legs, i) * prices[i];
                debt += debtRoundsUp ? (value + unit - 1) / unit : value / unit;
            }
        }
        return new(collateral, weighted, debt);
    }

    /// <summary>The contract's <c>currentLiquidationThreshold</c>: the average, truncated to whole basis points.</summary>
    public BigInteger AverageThreshold => Collateral.IsZero ? BigInteger.Zero : Weighted / Collateral;

    public Solvency Judge(BigInteger averageThreshold, BigInteger healthFactor) => new(Collateral, Debt, new BigDecimal(averageThreshold, Bps.Decimals),
        Debt.IsZero ? null : new Wad(healthFactor), !Debt.IsZero && healthFactor < Wad.One);

    static BigInteger BasisPoints(BigDecimal share) =>
        share.Scale == Bps.Decimals ? share.Unscaled : share.Unscaled * Bps.One / PowerOfTen.Of(share.Scale);

    /// <summary>Variable and stable debt of one reserve are valued, and rounded, as one sum.</summary>
    static BigInteger OwedIn(ImmutableArray<LoanLeg> legs, int first)
    {
        var owed = legs[first].Raw;
        for (var i = first + 1; i < legs.Length; i++)
            if (IsSameDebt(legs[i], legs[first])) owed += legs[i].Raw;
        return owed;
    }

    static bool IsFirstDebtIn(ImmutableArray<LoanLeg> legs, int index)
    {
        for (var i = 0; i < index; i++)
            if (IsSameDebt(legs[i], legs[index])) return false;
        return true;
    }

    static bool IsSameDebt(LoanLeg a, LoanLeg b) => a.Role == LegRole.Debt && b.Role == LegRole.Debt && a.Asset.Address == b.Asset.Address;
}
