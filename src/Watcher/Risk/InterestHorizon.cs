using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>When interest alone would make a loan liquidatable.</summary>
/// <remarks>
/// Every supply and debt grows continuously at its rate of now, <c>raw * e^(rate * years)</c>, prices stay; then the protocol's own predicate is
/// asked. (Lenders compound by the second or on each use, which continuous compounding meets from above; by less than 1 % of the interest at usual rates.)
/// In exact arithmetic with one collateral and one debt: <c>ln(health factor) / (debt rate - supply rate)</c> years. Worked example: health
/// factor 1.25, debt at 5 %, supply at 2 %: ln 1.25/0.03 = 7.4381 years = 2,714.9 days.
/// </remarks>
static class InterestHorizon
{
    const double SecondsPerYear = 365 * 86400;
    const long Longest = 100 * 365 * 86400L;

    /// <summary>Days, to the second; null when not within 100 years. Looked for after an hour, two, four, ...: health need not fall all the time, and its first fall counts.</summary>
    public static BigDecimal? Days(SearchedLoan loan)
    {
        var (growth, amounts) = (new InterestEstimate(loan), new BigInteger[loan.Legs.Length]);
        long early = 0, late = 3600;
        while (!Liquidatable(loan, growth, amounts, late))
        {
            if (late == Longest) return null;
            (early, late) = (late, Math.Min(late * 2, Longest));
        }
        while (late - early > 1)
        {
            var middle = early + (late - early) / 2;
            if (Liquidatable(loan, growth, amounts, middle)) late = middle;
            else early = middle;
        }
        return new BigDecimal(late, 0).Divide(86400, Ratios.Digits);
    }

    /// <summary>The legs after so many years at their rates.</summary>
    public static ImmutableArray<LoanLeg> Grown(ImmutableArray<LoanLeg> legs, double years) =>
        [.. legs.Select(leg => leg with { Raw = Grown(leg, years) })];

    /// <summary>The factor that interest makes of an amount; capped at e^600, more than any amount could stand.</summary>
    public static double Factor(double exponent) => Math.Exp(Math.Min(exponent, 600));

    public static double RatePerYear(LoanLeg leg) => (double)leg.RatePerYear.Raw / (double)Ray.One;

    /// <summary>In floating point where that tells, else by the protocol's own rule.</summary>
    static bool Liquidatable(SearchedLoan loan, InterestEstimate growth, BigInteger[] amounts, long seconds)
    {
        var years = seconds / SecondsPerYear;
        if (growth.Liquidatable(years) is { } surely) return surely;
        for (var i = 0; i < amounts.Length; i++) amounts[i] = Grown(loan.Legs[i], years);
        return loan.LiquidatableWith(amounts);
    }

    /// <summary>By a factor of 15 digits.</summary>
    static BigInteger Grown(LoanLeg leg, double years) =>
        FullMath.MulDiv(leg.Raw, new BigInteger(Factor(RatePerYear(leg) * years) * 1e15), PowerOfTen.Of(15));
}
