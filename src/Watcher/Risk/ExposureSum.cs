using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>Unfolds positions into what is held and owed of each asset.</summary>
public static class ExposureSum
{
    /// <summary>Balances, supplies, pool tokens and fees are assets, borrowings debts, all at the one market price of their asset; what has none is left out.</summary>
    /// <param name="positions">What is held and owed.</param>
    /// <param name="market">Its prices.</param>
    /// <param name="complete">Whether everything held or owed has an amount and a price.</param>
    public static Exposure Of(IReadOnlyList<Position> positions, MarketView market, out bool complete)
    {
        var sums = ImmutableArray.CreateBuilder<AssetExposure>();
        complete = true;
        foreach (var position in positions)
        {
            foreach (var leg in Legs(position))
            {
                if (leg.Raw.IsZero) continue;
                if (Part(leg, market) is { } part) Exposure.Add(sums, part);
                else complete = false;
            }
        }
        return new(sums.DrainToImmutable());
    }

    public static ImmutableArray<Leg> Legs(Position position) => position switch
    {
        WalletPosition balances => balances.Legs,
        LendingPosition loan => ImmutableArray<Leg>.CastUp(loan.Legs),
        LiquidityPosition liquidity => liquidity.Legs,
        _ => [],
    };

    static AssetExposure? Part(Leg leg, MarketView market)
    {
        if (leg.Amount * market.PriceOf(leg.Asset.Key) is not { } value) return null;
        return leg.Role == LegRole.Debt ? new(leg.Asset.Key, BigDecimal.Zero, value) : new(leg.Asset.Key, value, BigDecimal.Zero);
    }
}
