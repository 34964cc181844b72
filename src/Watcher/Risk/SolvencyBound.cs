using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>
/// Answers for whole stretches of a price path at once: either liquidation is nowhere allowed on it, or it may be somewhere. Never wrong when
/// it says nowhere, and exact on a stretch along which no leg's value changes; so a search that splits stretches until they are clear, or one step long, is exact.
/// </summary>
/// <remarks>
/// Two bounds, either suffices. The <b>corner</b>: all collateral at its lowest price and all debt at its highest. The <b>line</b>: health's
/// margin (weighted collateral minus debt) is a straight line along the path but for rounding, so what holds at both ends with the rounding
/// against the borrower holds between; it is what settles loans with the same asset, or assets that move together, on both sides.
/// Where the rule truncates the average threshold, both take the lowest average of the stretch for all collateral. That too has two bounds: at
/// a corner, where assets of low threshold are at their highest price and the others at their lowest; and along the line, where weighted and plain
/// value are straight but for rounding, so that their quotient is lowest at an end. The second settles assets that fall together: their average stands still.
/// </remarks>
sealed class SolvencyBound
{
    /// <summary>Units of the oracle that rounding can take: of a value, of the weighted sum, of the ratio.</summary>
    const int Rounding = 6;

    /// <summary>The health factor itself is rounded to 10^-18: that much of the debt, amply.</summary>
    static readonly BigInteger RatioRounding = PowerOfTen.Of(17);

    readonly SearchedLoan loan;
    readonly PricePath path;
    readonly ImmutableArray<LoanLeg> legs;
    readonly BigInteger[] slack;
    readonly int[] byThreshold;

    /// <summary>Prices of one stretch after the other: a search asks for hundreds.</summary>
    readonly BigInteger[] low, high, asked, from, to;

    public SolvencyBound(SearchedLoan loan, PricePath path)
    {
        (this.loan, this.path, legs) = (loan, path, loan.Legs);
        slack = [.. legs.Select(Slack)];
        byThreshold = [.. Enumerable.Range(0, legs.Length)
            .Where(i => legs[i].Role == LegRole.Collateral && path.Moves(i)).OrderBy(i => legs[i].LiquidationThreshold)];
        (low, high, asked, from, to) = (Prices(), Prices(), Prices(), Prices(), Prices());
    }

    /// <summary>Whether liquidation may be allowed at some step from <paramref name="nearest"/> to <paramref name="farthest"/>.</summary>
    public bool May(BigInteger nearest, BigInteger farthest)
    {
        path.At(nearest, path.Falls ? high : low);
        path.At(farthest, path.Falls ? low : high);
        var counted = loan.Rule.TruncatesAverage ? AtLowestAverage() : legs;
        return Liquidatable(counted, Corner()) && (Liquidatable(counted, Leaned(low)) || Liquidatable(counted, Leaned(high)));
    }

    bool Liquidatable(ImmutableArray<LoanLeg> counted, BigInteger[] prices) => loan.Rule.Liquidatable(counted, loan.Amounts, prices);

    BigInteger[] Corner()
    {
        for (var i = 0; i < asked.Length; i++) asked[i] = legs[i].Role == LegRole.Debt ? high[i] : low[i];
        return asked;
    }

    /// <summary>An end of the line, each price leaned against the borrower by what rounding can do. A price too small to lean is held at its lowest instead.</summary>
    BigInteger[] Leaned(BigInteger[] end)
    {
        for (var i = 0; i < asked.Length; i++)
            asked[i] = legs[i].Role == LegRole.Debt ? end[i] + slack[i] + end[i] / RatioRounding : low[i] > slack[i] ? end[i] - slack[i] : low[i];
        return asked;
    }

    /// <summary>All collateral at the lowest average threshold of the stretch; both bounds hold, so the higher one does.</summary>
    ImmutableArray<LoanLeg> AtLowestAverage()
    {
        var lowest = LowestAverage(low, high);
        if (CanLean) lowest = BigDecimal.Max(lowest, BigDecimal.Min(LowestAverageAround(low), LowestAverageAround(high)));
        return [.. legs.Select(leg => leg.Role == LegRole.Collateral ? leg with { LiquidationThreshold = lowest } : leg)];
    }

    /// <summary>At any prices between these, each for itself.</summary>
    BigDecimal LowestAverage(BigInteger[] least, BigInteger[] most)
    {
        least.CopyTo(asked, 0);
        var lowest = Average(asked);
        foreach (var leg in byThreshold)
        {
            asked[leg] = most[leg];
            lowest = BigDecimal.Min(lowest, Average(asked));
        }
        return lowest;
    }

    /// <summary>At one end of the line, with what rounding can do to any of its points.</summary>
    BigDecimal LowestAverageAround(BigInteger[] end)
    {
        end.CopyTo(from, 0);
        foreach (var leg in byThreshold) (from[leg], to[leg]) = (end[leg] - slack[leg], end[leg] + slack[leg]);
        return LowestAverage(from, to);
    }

    bool CanLean => byThreshold.All(leg => low[leg] > slack[leg]);

    BigDecimal Average(BigInteger[] prices) => loan.Rule.AverageThreshold(legs, loan.Amounts, prices);

    BigInteger[] Prices() => new BigInteger[legs.Length];

    /// <summary>The change of price that moves the leg's value by all that rounding can take: one unit for the price's own, then value by value.</summary>
    static BigInteger Slack(LoanLeg leg) =>
        leg.Raw.Sign > 0 ? 2 + Rounding * PowerOfTen.Of(leg.Asset.Decimals ?? 0) / leg.Raw : BigInteger.Zero;
}
