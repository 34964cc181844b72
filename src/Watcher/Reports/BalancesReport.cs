using System.Collections.Immutable;
using Watcher.Risk;

namespace Watcher.Reports;

/// <summary>A wallet's own balances, without the receipt tokens of positions that are reported themselves.</summary>
/// <param name="ValueUsd">Of what is priced.</param>
public sealed record BalancesReport(WalletPosition Balances, ImmutableArray<LegReport> Legs, BigDecimal ValueUsd) : PositionReport(Balances)
{
    public static BalancesReport Of(WalletPosition balances, MarketView market)
    {
        var legs = LegReport.AtMarket(balances.Legs, market);
        return new(balances, legs, LegReport.Sum(legs));
    }
}
