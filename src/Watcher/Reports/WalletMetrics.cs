using System.Collections.Immutable;
using Watcher.Risk;
using Watcher.Rules;

namespace Watcher.Reports;

/// <summary>The metrics of scope wallet, over one report or all of a portfolio's.</summary>
static class WalletMetrics
{
    public static MetricValue Of(ImmutableArray<WalletReport> reports, Exposure? exposure, PortfolioFigures? figures, AssetSelector? asset, string metric) => metric switch
    {
        "balance" => asset is null ? MetricValue.NotApplicable : Balance(reports, asset, leg => leg.Facts.Amount),
        "value" => asset is null ? MetricValue.NotApplicable : Balance(reports, asset, leg => leg.ValueUsd),
        _ when exposure is null || figures is null => MetricValue.Unknown,
        "weight" => asset is null ? MetricValue.NotApplicable : Applicable(Weights.Of(exposure, asset.SelectsUnit)),
        "drift" => asset is null ? MetricValue.NotApplicable : Applicable(Weights.DriftOf(figures, exposure, asset)),
        "maxDrift" => Applicable(figures.MaxDrift),
        "turnover" => Applicable(figures.Turnover),
        "concentration" => Applicable(figures.Concentration),
        "netUsd" => MetricValue.Of(exposure.Totals.NetUsd),
        "assetsUsd" => MetricValue.Of(exposure.Totals.AssetsUsd),
        "totalDebtUsd" => MetricValue.Of(exposure.Totals.DebtUsd),
        _ => MetricValue.NotApplicable,
    };

    /// <summary>Summed over the wallets' own balances. An asset that is not held is 0; one whose decimals or price are not known has no such figure.</summary>
    static MetricValue Balance(ImmutableArray<WalletReport> reports, AssetSelector asset, Func<LegReport, BigDecimal?> figure)
    {
        var (sum, missing) = (BigDecimal.Zero, false);
        foreach (var report in reports)
        {
            if (BalancesUnread(report)) return MetricValue.Unknown;
            foreach (var leg in Held(report, asset))
            {
                if (figure(leg) is { } number) sum += number;
                else if (report.Market.FailureOf(leg.Facts.Asset.Key) is not null) return MetricValue.Unknown;
                else missing = true;
            }
        }
        return missing ? MetricValue.NotApplicable : MetricValue.Of(sum);
    }

    static IEnumerable<LegReport> Held(WalletReport report, AssetSelector asset) =>
        report.Positions.OfType<BalancesReport>().SelectMany(position => position.Legs).Where(leg => !leg.Facts.Raw.IsZero && asset.Selects(leg.Facts.Asset.Key));

    static bool BalancesUnread(WalletReport report) => !report.Positions.Any(position => position is BalancesReport);

    static MetricValue Applicable(BigDecimal? number) => number is { } known ? MetricValue.Of(known) : MetricValue.NotApplicable;
}
