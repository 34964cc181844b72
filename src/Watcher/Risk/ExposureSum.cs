using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>Unfolds positions into what is held and owed of each asset.</summary>
public static class ExposureSum
{
    /// <summary>Balances, supplies, pool tokens and fees are assets, borrowings debts, all at the one market price of their asset; what has none is left out.</summary>
    public static Exposure Of(IEnumerable<Position> positions, MarketView market) =>
        Exposure.Of(positions.SelectMany(Legs).Where(leg => !leg.Raw.IsZero).Select(leg => Part(leg, market)).OfType<AssetExposure>());

    /// <summary>Whether everything held or owed has an amount and a price.</summary>
    public static bool IsComplete(IEnumerable<Position> positions, MarketView market) =>
        positions.SelectMany(Legs).Where(leg => !leg.Raw.IsZero).All(leg => Part(leg, market) is not null);

    public static IEnumerable<Leg> Legs(Position position) => position switch
    {
        WalletPosition balances => balances.Legs,
        LendingPosition loan => loan.Legs.As<Leg>(),
        LiquidityPosition liquidity => liquidity.Legs,
        _ => ImmutableArray<Leg>.Empty,
    };

    static AssetExposure? Part(Leg leg, MarketView market)
    {
        if (leg.Amount * market.PriceOf(leg.Asset.Key) is not { } value) return null;
        return leg.Role == LegRole.Debt ? new(leg.Asset.Key, BigDecimal.Zero, value) : new(leg.Asset.Key, value, BigDecimal.Zero);
    }
}
