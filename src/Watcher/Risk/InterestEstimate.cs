using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>Tells in floating point what interest makes of a loan.</summary>
sealed class InterestEstimate(SearchedLoan loan)
{
    readonly ImmutableArray<LegEstimate> legs = loan.Estimates;
    readonly double[] rates = [.. loan.Legs.Select(InterestHorizon.RatePerYear)];

    /// <summary>Whether the loan can be liquidated after so many years at its rates of now; null where it is too close to tell.</summary>
    public bool? Liquidatable(double years)
    {
        var sums = new SolvencyEstimate(loan.Rule.TruncatesAverage);
        foreach (ref readonly var leg in legs.AsSpan()) sums.Add(leg, leg.Amount * InterestHorizon.Factor(rates[leg.Index] * years), leg.Smallest);
        return sums.Liquidatable;
    }
}
