using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>Tells in floating point how far along a price path a loan is surely safe.</summary>
sealed class PathEstimate(SolvencyRule rule, PricePath path)
{
    readonly ImmutableArray<LegEstimate> legs = LegEstimate.Of(path);
    readonly double last = (double)path.Steps;

    /// <summary>The first step from <paramref name="near"/> on that integers must decide; beyond the path's end when there is none.</summary>
    /// <param name="near">Where to start.</param>
    /// <param name="stride">How far to leap at first; leaps grow while they land safely, and shrink else.</param>
    public BigInteger FirstDoubt(BigInteger near, BigInteger stride)
    {
        if (near > path.Steps) return near;
        var (start, reached, leap) = ((double)near, (double)near, (double)stride);
        var here = At(reached);
        while (leap > 0.5 && reached + leap > reached)
        {
            var ahead = Math.Min(reached + leap, last);
            var there = At(ahead);
            if (!SolvencyEstimate.Safe(here, there))
            {
                leap /= 4;
                continue;
            }
            (here, reached, leap) = (there, ahead, leap * 2);
            if (reached >= last) return path.Steps + 1;
        }
        return reached > start ? new BigInteger(reached) + 1 : near;
    }

    SolvencyEstimate At(double step)
    {
        var sums = new SolvencyEstimate(rule.TruncatesAverage);
        foreach (ref readonly var leg in legs.AsSpan())
        {
            var change = leg.PerStep * step;
            var error = change == 0 ? 0 : path.Rounding + (leg.Price + Math.Abs(change)) * SolvencyEstimate.Precision;
            sums.Add(leg, leg.Amount, 0, leg.Price + change, error);
        }
        return sums;
    }
}
