namespace Watcher.Risk;

/// <summary>Tells in floating point how far along a price path a loan is surely safe.</summary>
readonly struct PathEstimate
{
    /// <summary>What is left of a leap that went wrong without telling how far it may go.</summary>
    const double Shorter = 0.25;

    readonly BigInteger steps;
    readonly double last;
    readonly SolvencyEstimate now, perStep;

    public PathEstimate(SearchedLoan loan, PricePath path)
    {
        (steps, last) = (path.Steps, (double)path.Steps);
        now = new(loan.Rule.TruncatesAverage);
        foreach (ref readonly var leg in loan.Estimates.AsSpan())
        {
            if (path.Moves(leg.Index)) now.AddMoving(leg, path.PerStep(leg.Price), path.Rounding, ref perStep);
            else now.Add(leg, leg.Amount, 0);
        }
    }

    /// <summary>The first step from <paramref name="near"/> on that integers must decide; beyond the path's end when there is none.</summary>
    /// <param name="near">Where to start.</param>
    /// <param name="stride">How far to leap at first; leaps grow while they land safely, and shrink else.</param>
    public BigInteger FirstDoubt(BigInteger near, BigInteger stride)
    {
        if (near > steps) return near;
        var (start, reached, leap, missed) = ((double)near, (double)near, (double)stride, false);
        var here = At(reached);
        while (leap > 0.5 && reached + leap > reached)
        {
            var ahead = Math.Min(reached + leap, last);
            var there = At(ahead);
            if (!SolvencyEstimate.Safe(here, there, out var share))
            {
                // Once as far as the line tells; where that is not short enough, shorter each time.
                leap = (ahead - reached) * (missed || share == 0 ? Shorter : share);
                missed = true;
                continue;
            }
            (here, reached, leap, missed) = (there, ahead, leap * 2, false);
            if (reached >= last) return steps + 1;
        }
        return reached > start ? new BigInteger(reached) + 1 : near;
    }

    SolvencyEstimate At(double step) => now.After(step, perStep);
}
