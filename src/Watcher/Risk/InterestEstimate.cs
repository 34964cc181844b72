using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>Tells in floating point what interest makes of a loan.</summary>
sealed class InterestEstimate(LendingPosition loan)
{
    readonly ImmutableArray<LegEstimate> legs = LegEstimate.Of(loan.Legs);
    readonly double[] rates = [.. loan.Legs.Select(InterestHorizon.RatePerYear)];

    /// <summary>Whether the loan can be liquidated after so many years at its rates of now; null where it is too close to tell.</summary>
    public bool? Liquidatable(double years)
    {
        var sums = new SolvencyEstimate(loan.Rule.TruncatesAverage);
        foreach (var leg in legs)
            sums.Add(leg, leg.Amount * InterestHorizon.Factor(rates[leg.Index] * years), leg.Smallest, leg.Price, 0);
        return sums.Liquidatable;
    }
}
