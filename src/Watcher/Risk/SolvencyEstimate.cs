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
    const double Precision = 1e-13;

    /// <summary>Units of the oracle that rounding can do to a value, and to the ratio of all of them.</summary>
    const double Rounding = 1, RatioRounding = 2;

    double collateral, collateralError, weighted, weightedError, debt, debtError;
    double lowestThreshold = double.PositiveInfinity, highestThreshold = double.NegativeInfinity;

    /// <summary>Adds a leg at its price.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="amount">Of whole units.</param>
    /// <param name="amountError">How far the protocol's may be from it.</param>
    public void Add(in LegEstimate leg, double amount, double amountError)
    {
        var value = amount * leg.Price;
        Sum(leg, value, Rounding + amountError * leg.Price + value * Precision);
    }

    /// <summary>Adds a leg whose price moves along a straight line.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="perStep">What a step adds to its price.</param>
    /// <param name="rounding">How far, in units of the oracle, its price may be from the line.</param>
    /// <param name="change">What a step adds to the sums.</param>
    public void AddMoving(in LegEstimate leg, double perStep, double rounding, ref SolvencyEstimate change)
    {
        var value = leg.Amount * leg.Price;
        Sum(leg, value, Rounding + leg.Amount * rounding + 2 * value * Precision);
        change.Sum(leg, leg.Amount * perStep, 2 * leg.Amount * Math.Abs(perStep) * Precision);
    }

    /// <summary>The sums so many steps on.</summary>
    public readonly SolvencyEstimate After(double steps, in SolvencyEstimate change) => this with
    {
        collateral = collateral + change.collateral * steps,
        collateralError = collateralError + change.collateralError * steps,
        weighted = weighted + change.weighted * steps,
        weightedError = weightedError + change.weightedError * steps,
        debt = debt + change.debt * steps,
        debtError = debtError + change.debtError * steps,
    };

    /// <summary>The protocol's own answer; null where it is too close to tell.</summary>
    public readonly bool? Liquidatable => Safe(this, this, out _) ? false : Lost ? true : null;

    /// <summary>
    /// Whether liquidation is surely nowhere allowed on a straight line from one to the other: the least that may count of the collateral
    /// is straight too, once the average threshold is the lowest of the line; and weighted over plain value is lowest at an end.
    /// </summary>
    /// <param name="near">One end.</param>
    /// <param name="far">The other.</param>
    /// <param name="share">How much of the line it is true of at least, from the near end; 0 where that cannot be told.</param>
    public static bool Safe(in SolvencyEstimate near, in SolvencyEstimate far, out double share)
    {
        var average = Math.Max(near.lowestThreshold, Math.Floor(Math.Min(near.LeastAverage, far.LeastAverage)));
        var (room, roomThere) = (near.RoomBy(average), far.RoomBy(average));
        share = room > 0 && roomThere <= 0 ? room / (room - roomThere) : 0;
        return room > 0 && roomThere > 0;
    }

    readonly double LeastAverage => (weighted - weightedError) / (collateral + collateralError);

    readonly double MostAverage => collateral > collateralError ? (weighted + weightedError) / (collateral - collateralError) : double.PositiveInfinity;

    /// <summary>What surely counts of the collateral beyond all that may be owed.</summary>
    readonly double RoomBy(double average) =>
        (truncatesAverage ? (collateral - collateralError) * average : weighted - weightedError) - (debt + debtError + RatioRounding) * LegEstimate.Whole;

    readonly bool Lost => (truncatesAverage ? (collateral + collateralError) * Math.Min(highestThreshold, Math.Floor(MostAverage)) : weighted + weightedError)
        < (debt - debtError - RatioRounding) * LegEstimate.Whole;

    void Sum(in LegEstimate leg, double value, double error)
    {
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
}
