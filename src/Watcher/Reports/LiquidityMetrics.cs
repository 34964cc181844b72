using Watcher.Rules;

namespace Watcher.Reports;

/// <summary>The metrics of scope liquidity.</summary>
static class LiquidityMetrics
{
    public static MetricValue Of(PositionReport? position, WalletReport report, string metric) => position switch
    {
        UnknownPosition { Facts: LiquidityPosition } => MetricValue.Unknown,
        LiquidityReport liquidity => Of(liquidity, report, metric),
        _ => MetricValue.NotApplicable,
    };

    static MetricValue Of(LiquidityReport liquidity, WalletReport report, string metric) => metric switch
    {
        "inRange" => Applicable(liquidity.Liquidity.Range is { } range ? range.Contains ? 1 : 0 : null),
        "rangeDistance" => Applicable(liquidity.RangeDistance?.Nearest),
        "share" => Applicable(liquidity.Liquidity.Share),
        _ when liquidity.Legs.Any(leg => report.Market.FailureOf(leg.Facts.Asset.Key) is not null) => MetricValue.Unknown,
        "imbalance" => Applicable(liquidity.Imbalance),
        "spotDeviation" => Applicable(liquidity.SpotDeviation),
        "valueUsd" => MetricValue.Of(liquidity.ValueUsd),
        _ => MetricValue.NotApplicable,
    };

    static MetricValue Applicable(BigDecimal? number) => number is { } known ? MetricValue.Of(known) : MetricValue.NotApplicable;
}
