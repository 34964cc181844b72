using System.Collections.Immutable;
using Watcher.Risk;

namespace Watcher.Reports;

/// <summary>A leg with its prices and value.</summary>
/// <param name="Facts">The leg as read.</param>
/// <param name="PriceUsd">Of a whole unit: of a loan's leg the protocol's oracle's, else the market's; null without a usable one.</param>
/// <param name="MarketPriceUsd">Of a loan's leg whose asset has a configured feed with a usable answer.</param>
public sealed record LegReport(Leg Facts, BigDecimal? PriceUsd, BigDecimal? MarketPriceUsd = null)
{
    /// <summary>Amount times price; null without a price, or when the decimals are not known.</summary>
    public BigDecimal? ValueUsd => Facts.Amount * PriceUsd;

    /// <summary>Legs at market prices.</summary>
    public static ImmutableArray<LegReport> AtMarket(ImmutableArray<Leg> legs, MarketView market) =>
        [.. legs.Select(leg => new LegReport(leg, market.PriceOf(leg.Asset.Key)))];

    /// <summary>The value of what is priced.</summary>
    public static BigDecimal Sum(IEnumerable<LegReport> legs) => legs.Aggregate(BigDecimal.Zero, (sum, leg) => sum + (leg.ValueUsd ?? BigDecimal.Zero));
}
