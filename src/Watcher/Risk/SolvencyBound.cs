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
sealed class SolvencyBound(SolvencyRule rule, PricePath path)
{
    /// <summary>Units of the oracle that rounding can take: of a value, of the weighted sum, of the ratio.</summary>
    const int Rounding = 6;

    /// <summary>The health factor itself is rounded to 10^-18: that much of the debt, amply.</summary>
    static readonly BigInteger RatioRounding = PowerOfTen.Of(17);

    readonly ImmutableArray<LoanLeg> legs = path.Legs;
    readonly BigInteger[] slack = [.. path.Legs.Select(Slack)];
    readonly int[] byThreshold = [.. Enumerable.Range(0, path.Legs.Length)
        .Where(i => path.Legs[i].Role == LegRole.Collateral && path.Moves(i)).OrderBy(i => path.Legs[i].LiquidationThreshold)];

    /// <summary>Whether liquidation may be allowed at some step from <paramref name="near"/> to <paramref name="far"/>.</summary>
    public bool May(BigInteger near, BigInteger far)
    {
        var (low, high) = path.Falls ? (path.At(far), path.At(near)) : (path.At(near), path.At(far));
        var counted = rule.TruncatesAverage ? AtLowestAverage(low, high) : legs;
        return Liquidatable(counted, Corner(low, high)) && (Liquidatable(counted, Leaned(low, low)) || Liquidatable(counted, Leaned(high, low)));
    }

    bool Liquidatable(ImmutableArray<LoanLeg> counted, BigInteger[] prices) => rule.Liquidatable(counted, prices);

    BigInteger[] Corner(BigInteger[] low, BigInteger[] high)
    {
        var prices = new BigInteger[low.Length];
        for (var i = 0; i < prices.Length; i++) prices[i] = legs[i].Role == LegRole.Debt ? high[i] : low[i];
        return prices;
    }

    /// <summary>An end of the line, each price leaned against the borrower by what rounding can do. A price too small to lean is held at its lowest instead.</summary>
    BigInteger[] Leaned(BigInteger[] end, BigInteger[] low)
    {
        var prices = new BigInteger[end.Length];
        for (var i = 0; i < prices.Length; i++)
            prices[i] = legs[i].Role == LegRole.Debt ? end[i] + slack[i] + end[i] / RatioRounding : low[i] > slack[i] ? end[i] - slack[i] : low[i];
        return prices;
    }

    /// <summary>All collateral at the lowest average threshold of the stretch; both bounds hold, so the higher one does.</summary>
    ImmutableArray<LoanLeg> AtLowestAverage(BigInteger[] low, BigInteger[] high)
    {
        var lowest = LowestAverage(low, high);
        if (CanLean(low)) lowest = BigDecimal.Max(lowest, BigDecimal.Min(LowestAverageAround(low), LowestAverageAround(high)));
        return [.. legs.Select(leg => leg.Role == LegRole.Collateral ? leg with { LiquidationThreshold = lowest } : leg)];
    }

    /// <summary>At any prices between these, each for itself.</summary>
    BigDecimal LowestAverage(BigInteger[] low, BigInteger[] high)
    {
        var prices = (BigInteger[])low.Clone();
        var lowest = Average(prices);
        foreach (var leg in byThreshold)
        {
            prices[leg] = high[leg];
            lowest = BigDecimal.Min(lowest, Average(prices));
        }
        return lowest;
    }

    /// <summary>At one end of the line, with what rounding can do to any of its points.</summary>
    BigDecimal LowestAverageAround(BigInteger[] end)
    {
        var (low, high) = ((BigInteger[])end.Clone(), (BigInteger[])end.Clone());
        foreach (var leg in byThreshold) (low[leg], high[leg]) = (end[leg] - slack[leg], end[leg] + slack[leg]);
        return LowestAverage(low, high);
    }

    bool CanLean(BigInteger[] low) => byThreshold.All(leg => low[leg] > slack[leg]);

    BigDecimal Average(BigInteger[] prices) => rule.Evaluate(legs, prices).LiquidationThreshold;

    /// <summary>The change of price that moves the leg's value by all that rounding can take: one unit for the price's own, then value by value.</summary>
    static BigInteger Slack(LoanLeg leg) =>
        leg.Raw.Sign > 0 ? 2 + Rounding * PowerOfTen.Of(leg.Asset.Decimals ?? 0) / leg.Raw : BigInteger.Zero;
}
