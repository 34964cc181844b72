namespace Watcher.Risk;

/// <summary>
/// A loan's sums in floating point, each with how far the protocol's own may be from it. They decide wherever the answer is not close, so that
/// the protocol's integers are asked only where its rounding matters.
/// </summary>
/// <remarks>
/// Two allowances: whole units of the oracle for what the protocol rounds, and a part of each value for what floating point does, amply (a
/// sum of ten products is off by less than 10^-14 of it). Where the rule truncates the average threshold, all
/// collateral counts by its truncated bounds, which are never beyond the lowest and highest threshold themselves.
/// </remarks>
struct SolvencyEstimate(bool truncatesAverage)
{
    /// <summary>What floating point can do to a value, as a part of it.</summary>
    public const double Precision = 1e-13;

    /// <summary>Units of the oracle that rounding can do to a value, and to the ratio of all of them.</summary>
    const double Rounding = 1, RatioRounding = 2;

    double collateral, collateralError, weighted, weightedError, debt, debtError;
    double lowestThreshold = double.PositiveInfinity, highestThreshold = double.NegativeInfinity;

    /// <summary>Adds a leg at a price.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="amount">Of whole units.</param>
    /// <param name="amountError">How far the protocol's may be from it.</param>
    /// <param name="price">In units of the oracle.</param>
    /// <param name="priceError">How far the protocol's may be from it.</param>
    public void Add(in LegEstimate leg, double amount, double amountError, double price, double priceError)
    {
        var value = amount * price;
        var error = Rounding + amount * priceError + amountError * price + value * Precision;
        if (leg.Owed)
        {
            debt += value;
            debtError += error;
            return;
        }
        collateral += value;
        collateralError += error;
        weighted += value * leg.Threshold;
        weightedError += error * leg.Threshold;
        lowestThreshold = Math.Min(lowestThreshold, leg.Threshold);
        highestThreshold = Math.Max(highestThreshold, leg.Threshold);
    }

    /// <summary>The protocol's own answer; null where it is too close to tell.</summary>
    public readonly bool? Liquidatable => Safe(this, this) ? false : Lost ? true : null;

    /// <summary>
    /// Whether liquidation is surely nowhere allowed on a straight line from one to the other: the least that may count of the collateral
    /// is straight too, once the average threshold is the lowest of the line; and weighted over plain value is lowest at an end.
    /// </summary>
    public static bool Safe(in SolvencyEstimate near, in SolvencyEstimate far)
    {
        var average = Math.Max(near.lowestThreshold, Math.Floor(Math.Min(near.LeastAverage, far.LeastAverage)));
        return near.HoldsBy(average) && far.HoldsBy(average);
    }

    readonly double LeastAverage => (weighted - weightedError) / (collateral + collateralError);

    readonly double MostAverage => collateral > collateralError ? (weighted + weightedError) / (collateral - collateralError) : double.PositiveInfinity;

    readonly bool HoldsBy(double average) =>
        (truncatesAverage ? (collateral - collateralError) * average : weighted - weightedError) > (debt + debtError + RatioRounding) * LegEstimate.Whole;

    readonly bool Lost => (truncatesAverage ? (collateral + collateralError) * Math.Min(highestThreshold, Math.Floor(MostAverage)) : weighted + weightedError)
        < (debt - debtError - RatioRounding) * LegEstimate.Whole;
}
