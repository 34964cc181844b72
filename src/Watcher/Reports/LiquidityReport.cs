using System.Collections.Immutable;
using Watcher.Risk;

namespace Watcher.Reports;

/// <summary>A share of a pool, at market prices. Null: not to be had for want of a price, or not a thing of this pool.</summary>
public sealed record LiquidityReport(LiquidityPosition Liquidity, ImmutableArray<LegReport> Legs) : PositionReport(Liquidity)
{
    /// <summary>Fees included, of what is priced.</summary>
    public BigDecimal ValueUsd => LegReport.Sum(Legs);

    /// <summary>Fees left out.</summary>
    public required BigDecimal? Imbalance { get; init; }
    public required BigDecimal? SpotDeviation { get; init; }

    /// <summary>Of a concentrated position.</summary>
    public required RangeDistance? RangeDistance { get; init; }

    public static LiquidityReport Of(LiquidityPosition liquidity, MarketView market)
    {
        var legs = LegReport.AtMarket(liquidity.Legs, market);
        var tokens = legs.Where(leg => leg.Facts.Role == LegRole.Token).ToImmutableArray();
        var curve = liquidity.Curve;
        return new(liquidity, legs)
        {
            Imbalance = PoolBalance.Imbalance([.. tokens.Select(leg => leg.ValueUsd)], curve.Targets),
            SpotDeviation = PoolBalance.SpotDeviation(curve.Spot, [.. tokens.Select(leg => leg.Facts.Amount is null ? null : leg.PriceUsd)]),
            RangeDistance = curve.Range is { } range ? RangeDistance.Of(curve.Spot[0], range.Low, range.High) : null,
        };
    }
}
