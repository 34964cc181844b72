namespace Watcher.Risk;

/// <summary>Tells in floating point how far along a price path a loan is surely safe.</summary>
sealed class PathEstimate(SolvencyRule rule, PricePath path)
{
    readonly LegEstimate[] legs = LegEstimate.Of(path.Legs);
    readonly bool[] moves = [.. Enumerable.Range(0, path.Legs.Length).Select(path.Moves)];
    readonly double last = (double)path.Steps;

    /// <summary>The first step from <paramref name="near"/> on that integers must decide; beyond the path's end when there is none. In leaps that grow and shrink as they succeed.</summary>
    public BigInteger FirstDoubt(BigInteger near)
    {
        var (start, reached) = ((double)near, (double)near);
        var (here, leap) = (At(reached), last - reached);
        while (leap > 0.5 && reached + leap > reached)
        {
            var ahead = Math.Min(reached + leap, last);
            var there = At(ahead);
            var safe = SolvencyEstimate.Safe(here, there);
            if (safe) (here, reached) = (there, ahead);
            if (reached >= last) return path.Steps + 1;
            leap *= safe ? 2 : 0.25;
        }
        return reached > start ? new BigInteger(reached) + 1 : near;
    }

    SolvencyEstimate At(double step)
    {
        var sums = new SolvencyEstimate(rule.TruncatesAverage);
        foreach (var leg in legs)
        {
            var change = moves[leg.Index] ? path.PerStep(leg.Price) * step : 0;
            var error = change == 0 ? 0 : path.Rounding + (leg.Price + Math.Abs(change)) * SolvencyEstimate.Precision;
            sums.Add(leg, leg.Amount, 0, leg.Price + change, error);
        }
        return sums;
    }
}
