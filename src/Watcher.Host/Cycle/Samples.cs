using System.Collections.Immutable;
using Watcher.Reports;
using Watcher.Risk;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>What history records of a cycle: every metric of every subject, those of assets for the assets that matter to it.</summary>
sealed class Samples(AssetBook assets)
{
    /// <param name="chain">What was read of one chain.</param>
    /// <param name="whole">The portfolios as they look after it.</param>
    public ImmutableArray<Sample> Of(Assessment<WalletReport> chain, Assessment<PortfolioReport> whole)
    {
        var wallets = chain.Reports.ToDictionary(r => r.Wallet, r => r.Portfolio);
        var portfolios = whole.Reports.ToDictionary(p => p.Label, p => p.Figures);
        return
        [
            .. chain.Subjects.SelectMany(s => Of(s, s.Subject.Wallet is { } wallet ? wallets.GetValueOrDefault(wallet) : null)),
            .. whole.Subjects.SelectMany(s => Of(s, portfolios.GetValueOrDefault(s.Subject.Key))),
        ];
    }

    IEnumerable<Sample> Of(ReportSubject subject, PortfolioFigures? figures)
    {
        if (subject.Scope is not { } scope) return [];
        var measured = AssetsOf(scope, subject, figures).Select(asset => Measured(subject, scope, asset));
        return (scope == MetricScope.Chain ? measured : measured.Prepend(Measured(subject, scope, null))).Select(what => Sample(subject, what));
    }

    IEnumerable<string> AssetsOf(MetricScope scope, ReportSubject subject, PortfolioFigures? figures) => scope switch
    {
        MetricScope.Wallet => figures?.Weights.Select(row => row.Symbol) ?? [],
        MetricScope.Chain => assets.All.Where(a => a.Feed is not null && a.Asset.Chain == subject.Subject.Chain).Select(a => a.Asset.Symbol).OfType<string>().Distinct(),
        _ => [],
    };

    static Sample Sample(ReportSubject subject, Measured what) => new(what, [.. what.Metrics.Select(metric => subject.Metrics(new(metric, what.Asset)))]);

    static Measured Measured(ReportSubject subject, MetricScope scope, string? asset) =>
        new(subject.Subject.Key, subject.Subject.Chain, subject.Subject.Wallet, subject.Subject.Position, scope, asset);
}
