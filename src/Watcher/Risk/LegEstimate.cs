using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>A leg that decides on liquidation, in floating point.</summary>
/// <param name="Index">Its place among the loan's legs.</param>
/// <param name="Amount">Of whole units.</param>
/// <param name="Smallest">The amount that is one raw unit.</param>
/// <param name="Price">In units of the oracle.</param>
/// <param name="Threshold">In basis points; of collateral.</param>
readonly record struct LegEstimate(int Index, bool Owed, double Amount, double Smallest, double Price, double Threshold)
{
    /// <summary>100 % in basis points.</summary>
    public const double Whole = 10_000;

    /// <summary>What a step along a price path adds to its price.</summary>
    public double PerStep { get; init; }

    /// <summary>All legs that count, standing still.</summary>
    public static ImmutableArray<LegEstimate> Of(ImmutableArray<LoanLeg> legs) => Of(legs, Of);

    /// <summary>All legs that count, as they move along a price path.</summary>
    public static ImmutableArray<LegEstimate> Of(PricePath path) => Of(path.Legs, (index, leg) =>
    {
        var estimate = Of(index, leg);
        return path.Moves(index) ? estimate with { PerStep = path.PerStep(estimate.Price) } : estimate;
    });

    static ImmutableArray<LegEstimate> Of(ImmutableArray<LoanLeg> legs, Func<int, LoanLeg, LegEstimate> estimate)
    {
        var counting = ImmutableArray.CreateBuilder<LegEstimate>(legs.Length);
        for (var i = 0; i < legs.Length; i++)
            if (legs[i].Role is LegRole.Collateral or LegRole.Debt) counting.Add(estimate(i, legs[i]));
        return counting.DrainToImmutable();
    }

    static LegEstimate Of(int index, LoanLeg leg)
    {
        var unit = (double)PowerOfTen.Of(leg.Asset.Decimals ?? 0);
        var threshold = leg.LiquidationThreshold is { } share ? (double)share.Unscaled * Whole / (double)PowerOfTen.Of(share.Scale) : 0;
        return new(index, leg.Role == LegRole.Debt, (double)leg.Raw / unit, 1 / unit, (double)leg.OraclePrice, threshold);
    }
}
