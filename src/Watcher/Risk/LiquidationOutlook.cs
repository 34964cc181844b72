using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>What would have to happen for a loan to be liquidated. Where it already can be, every change is 0.</summary>
/// <param name="ByAsset">One price moves, all others stay. Assets whose price alone cannot liquidate are absent.</param>
/// <param name="ByGroup">All assets of a group move by one factor. Groups that cannot liquidate are absent.</param>
/// <param name="All">Every asset outside the group <c>usd</c> moves by one factor; null when that cannot liquidate.</param>
/// <param name="InterestDays">With prices and rates as they are; null when never.</param>
public sealed record LiquidationOutlook(
    ImmutableArray<AssetLiquidation> ByAsset, ImmutableArray<GroupLiquidation> ByGroup, BigDecimal? All, BigDecimal? InterestDays)
{
    /// <summary>The smallest move, as an absolute change, over all of the above but interest; null (infinite) when none liquidates.</summary>
    public BigDecimal? Distance { get; } = Nearest(ByAsset, ByGroup, All);

    static BigDecimal? Nearest(ImmutableArray<AssetLiquidation> byAsset, ImmutableArray<GroupLiquidation> byGroup, BigDecimal? all)
    {
        var nearest = all?.Abs();
        foreach (var row in byAsset) nearest = Nearer(nearest, row.Change);
        foreach (var row in byGroup) nearest = Nearer(nearest, row.Change);
        return nearest;
    }

    static BigDecimal Nearer(BigDecimal? than, BigDecimal change) => than is { } other ? BigDecimal.Min(other, change.Abs()) : change.Abs();
}

/// <param name="OraclePrice">The first answer of the protocol's oracle, moving away from now, at which liquidation is allowed.</param>
/// <param name="PriceUsd">The same in USD.</param>
/// <param name="Change">To it from now: -0.25 = a fall of 25 %.</param>
public sealed record AssetLiquidation(Asset Asset, BigInteger OraclePrice, BigDecimal PriceUsd, BigDecimal Change);

/// <param name="Change">Of all prices of the group together: -0.25 = a fall of 25 %.</param>
public sealed record GroupLiquidation(string Group, BigDecimal Change);
