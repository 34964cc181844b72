using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>A leg that decides on liquidation, in floating point.</summary>
/// <param name="Index">Its place among the loan's legs.</param>
/// <param name="Amount">Of whole units.</param>
/// <param name="Smallest">The amount that is one raw unit.</param>
/// <param name="Price">In units of the oracle.</param>
/// <param name="Threshold">In basis points; of collateral.</param>
/// <param name="RatePerYear">At which the amount grows: 0.05 = 5 %.</param>
readonly record struct LegEstimate(int Index, bool Owed, double Amount, double Smallest, double Price, double Threshold, double RatePerYear)
{
    /// <summary>100 % in basis points.</summary>
    public const double Whole = 10_000;

    /// <summary>All legs that count.</summary>
    public static ImmutableArray<LegEstimate> Of(ImmutableArray<LoanLeg> legs)
    {
        var counting = ImmutableArray.CreateBuilder<LegEstimate>(legs.Length);
        for (var i = 0; i < legs.Length; i++)
            if (legs[i].Role is LegRole.Collateral or LegRole.Debt) counting.Add(Of(i, legs[i]));
        return counting.DrainToImmutable();
    }

    static LegEstimate Of(int index, LoanLeg leg)
    {
        var unit = (double)PowerOfTen.Of(leg.Asset.Decimals ?? 0);
        var threshold = leg.LiquidationThreshold is { } share ? (double)share.Unscaled * Whole / (double)PowerOfTen.Of(share.Scale) : 0;
        return new(index, leg.Role == LegRole.Debt, (double)leg.Raw / unit, 1 / unit, (double)leg.OraclePrice, threshold, InterestHorizon.RatePerYear(leg));
    }
}
