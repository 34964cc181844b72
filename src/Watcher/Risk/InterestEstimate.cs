using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>Tells in floating point what interest makes of a loan.</summary>
sealed class InterestEstimate(SearchedLoan loan)
{
    readonly ImmutableArray<LegEstimate> legs = loan.Estimates;

    /// <summary>Whether the loan can be liquidated after so many years at its rates of now; null where it is too close to tell.</summary>
    public bool? Liquidatable(double years)
    {
        var sums = new SolvencyEstimate(loan.Rule.TruncatesAverage);
        foreach (ref readonly var leg in legs.AsSpan()) sums.Add(leg, leg.Amount * InterestHorizon.Factor(leg.RatePerYear * years), leg.Smallest);
        return sums.Liquidatable;
    }
}
