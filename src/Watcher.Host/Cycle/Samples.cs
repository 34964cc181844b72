using Watcher.Reports;
using Watcher.Risk;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>What history records of a cycle: every metric of every subject, those of assets for the assets that matter to it.</summary>
sealed class Samples(AssetBook assets)
{
    static readonly ILookup<MetricScope, Metric> Plain = MetricCatalog.All.Where(m => !m.TakesAsset).ToLookup(m => m.Scope);
    static readonly ILookup<MetricScope, Metric> PerAsset = MetricCatalog.All.Where(m => m.TakesAsset).ToLookup(m => m.Scope);

    public IEnumerable<Sample> Of(ReportSubject subject, PortfolioFigures? figures) => Metrics(subject, figures)
        .Select(metric => new Sample(KeyOf(subject, metric), subject.Metrics(metric))).Where(sample => sample.Value.State != MetricState.NotApplicable);

    IEnumerable<MetricRef> Metrics(ReportSubject subject, PortfolioFigures? figures)
    {
        if (subject.Scope is not { } scope) return [];
        return Plain[scope].Select(m => new MetricRef(m, null)).Concat(AssetsOf(scope, subject, figures).SelectMany(asset => PerAsset[scope].Select(m => new MetricRef(m, asset))));
    }

    IEnumerable<string> AssetsOf(MetricScope scope, ReportSubject subject, PortfolioFigures? figures) => scope switch
    {
        MetricScope.Wallet => figures?.Weights.Select(row => row.Symbol) ?? [],
        MetricScope.Chain => assets.All.Where(a => a.Feed is not null && a.Asset.Chain == subject.Subject.Chain).Select(a => a.Asset.Symbol).OfType<string>().Distinct(),
        _ => [],
    };

    static SeriesKey KeyOf(ReportSubject subject, MetricRef metric) =>
        new(subject.Subject.Key, subject.Subject.Chain, subject.Subject.Wallet, subject.Subject.Position, metric.ToString(), metric.Metric.Unit);
}
