using Watcher.Risk;
using Watcher.Rules;

namespace Watcher.Reports;

/// <summary>Looks up any metric of the catalogue on a report. Unknown means that something needed could not be read; not applicable, that the subject has no such thing.</summary>
public sealed class ReportMetrics(AssetBook book)
{
    /// <param name="report">The wallet's report.</param>
    /// <param name="position">For metrics of loans and liquidity, one of the report's positions; others ignore it.</param>
    /// <param name="metric">What is asked.</param>
    public MetricValue Of(WalletReport report, PositionReport? position, MetricRef metric) => metric.Metric.Scope switch
    {
        MetricScope.Loan => LoanMetrics.Of(position, metric.Metric.Name),
        MetricScope.Liquidity => LiquidityMetrics.Of(position, report, metric.Metric.Name),
        MetricScope.Wallet => WalletMetrics.Of([report], report.Exposure, report.Portfolio, Selector(metric), metric.Metric.Name),
        _ => Selector(metric) is { } asset ? ChainMetrics.Of(report.Chain, report.Market, asset, metric.Metric.Name) : MetricValue.NotApplicable,
    };

    /// <summary>A wallet-scope metric over a whole portfolio; others do not apply.</summary>
    public MetricValue Of(PortfolioReport report, MetricRef metric) => metric.Metric.Scope == MetricScope.Wallet
        ? WalletMetrics.Of(report.Members, report.Exposure, report.Figures, Selector(metric), metric.Metric.Name)
        : MetricValue.NotApplicable;

    AssetSelector? Selector(MetricRef metric) =>
        metric.Asset is { } text && AssetSelector.TryParse(text, book, out var selector, out _) ? selector : null;
}
