using System.Collections.Immutable;

namespace Watcher.Protocols.AaveV3;

/// <summary>
/// The sums of <c>GenericLogic.calculateUserAccountData</c>, in units of the oracle: what both of its health factor formulas start from.
/// </summary>
/// <param name="Weighted">Collateral times its liquidation threshold in basis points.</param>
readonly record struct AccountTotals(BigInteger Collateral, BigInteger Weighted, BigInteger Debt)
{
    /// <summary>Bits that a product may have, the value it is divided to, and a threshold, for all sums to fit 128.</summary>
    const int ProductBits = 120, ValueBits = 90, ThresholdBits = 16, MostLegs = 64;

    /// <summary>Two wads: 20 billion USD in units of 10^-8.</summary>
    static readonly UInt128 ManyUnits = 2 * (UInt128)Wad.One;

    /// <summary>Sums legs at these prices. The value of each collateral is floored; that of each debt too, or raised if <paramref name="debtRoundsUp"/>.</summary>
    public static AccountTotals Of(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices, bool debtRoundsUp)
    {
        if (!Fits(legs, amounts, prices))
        {
            var (collateral, weighted, debt) = Sum<BigInteger>(legs, amounts, prices, debtRoundsUp);
            return new(collateral, weighted, debt);
        }
        var narrow = Sum<UInt128>(legs, amounts, prices, debtRoundsUp);
        return new(narrow.Collateral, narrow.Weighted, narrow.Debt);
    }

    /// <summary>
    /// The same in 128 bits, where they fit and the rounding of the health factor to a wad cannot decide: below <see cref="ManyUnits"/>, half of the debt is
    /// less than the wad that one unit is short by. Then <c>(counting * 1e18 + debt / 2) / debt</c> is less than 1e18 exactly where counting is less than the debt.
    /// Null elsewhere.
    /// </summary>
    public static (UInt128 Collateral, UInt128 Weighted, UInt128 Debt)? Narrow(
        ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices, bool debtRoundsUp) =>
        Fits(legs, amounts, prices) && Sum<UInt128>(legs, amounts, prices, debtRoundsUp) is var totals && totals.Debt < ManyUnits ? totals : null;

    /// <summary>In integers of a width that none of the sums exceeds: a search asks for them so often that 128 bits in place of any number tell.</summary>
    static (T Collateral, T Weighted, T Debt) Sum<T>(
        ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices, bool debtRoundsUp)
        where T : IBinaryInteger<T>
    {
        T collateral = T.Zero, weighted = T.Zero, debt = T.Zero;
        for (var i = 0; i < legs.Length; i++)
        {
            var unit = T.CreateTruncating(UnitOf(legs[i]));
            if (legs[i].Role == LegRole.Collateral)
            {
                var value = T.CreateTruncating(amounts[i]) * T.CreateTruncating(prices[i]) / unit;
                collateral += value;
                weighted += value * T.CreateTruncating(BasisPoints(legs[i].LiquidationThreshold!.Value));
            }
            else if (legs[i].Role == LegRole.Debt && IsFirstDebtIn(legs, i))
            {
                var value = T.CreateTruncating(OwedIn(legs, amounts, i)) * T.CreateTruncating(prices[i]);
                debt += debtRoundsUp ? (value + unit - T.One) / unit : value / unit;
            }
        }
        return (collateral, weighted, debt);
    }

    /// <summary>Nothing that is summed, and none of the sums, can exceed 128 bits.</summary>
    internal static bool Fits(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices)
    {
        for (var i = 0; i < legs.Length; i++)
            if (legs[i].Role is LegRole.Collateral or LegRole.Debt && !Fits(legs[i], amounts[i], prices[i])) return false;
        return legs.Length <= MostLegs;
    }

    static bool Fits(LoanLeg leg, BigInteger amount, BigInteger price)
    {
        var (product, unit) = (amount.GetBitLength() + price.GetBitLength(), UnitOf(leg).GetBitLength());
        return amount.Sign >= 0 && price.Sign >= 0 && product <= ProductBits && unit <= ProductBits && product - unit <= ValueBits
            && (leg.LiquidationThreshold is not { } threshold || BasisPoints(threshold).GetBitLength() <= ThresholdBits);
    }

    static BigInteger UnitOf(LoanLeg leg) => PowerOfTen.Of(leg.Asset.Decimals!.Value);

    /// <summary>The contract's <c>currentLiquidationThreshold</c>: the average, truncated to whole basis points.</summary>
    public BigInteger AverageThreshold => Collateral.IsZero ? BigInteger.Zero : Weighted / Collateral;

    public Solvency Judge(BigInteger averageThreshold, BigInteger healthFactor) => new(Collateral, Debt, new BigDecimal(averageThreshold, Bps.Decimals),
        Debt.IsZero ? null : new Wad(healthFactor), !Debt.IsZero && healthFactor < Wad.One);

    static BigInteger BasisPoints(BigDecimal share) =>
        share.Scale == Bps.Decimals ? share.Unscaled : share.Unscaled * Bps.One / PowerOfTen.Of(share.Scale);

    /// <summary>Variable and stable debt of one reserve are valued, and rounded, as one sum.</summary>
    static BigInteger OwedIn(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, int first)
    {
        var owed = amounts[first];
        for (var i = first + 1; i < legs.Length; i++)
            if (IsSameDebt(legs[i], legs[first])) owed += amounts[i];
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
