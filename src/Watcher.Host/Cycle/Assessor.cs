using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Watcher.Host.Config;
using Watcher.Reports;
using Watcher.Risk;
using Watcher.Rules;

namespace Watcher.Host.Cycle;

/// <summary>From what was read to what it means: reports, and the rules asked of them. Pure.</summary>
sealed class Assessor(WatcherConfig config)
{
    /// <summary>So many wallets are done before other threads have woken up.</summary>
    const int Few = 8;

    readonly ReportBuilder builder = new(config.Assets);
    readonly ReportMetrics metrics = new(config.Assets);

    /// <summary>One chain at one block.</summary>
    /// <param name="memory">What was known before.</param>
    /// <param name="supposed">What would be, instead of what is; null = what is.</param>
    public Assessment<WalletReport> Assess(BlockSnapshot snapshot, Memory memory, DateTimeOffset now, Stress? supposed = null)
    {
        var reports = Reports(snapshot, memory, now, supposed);
        return Ask(reports, snapshot is BlockSnapshot.Unreached ? reports.SelectMany(report => NeverRead(snapshot.Chain, report)) : []);
    }

    /// <summary>What these reports would be: made anew from the facts they were made from. What could not be read stays UNKNOWN.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for it any more.</exception>
    public Report Suppose(IEnumerable<WalletReport> reports, ImmutableArray<Shock> shocks, BigDecimal days, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var stress = new Stress(shocks, days);
        var targets = config.Wallets.ToDictionary(wallet => wallet.Address, wallet => wallet.Targets);
        var supposed = Ask([.. reports.AsParallel().AsOrdered().WithCancellation(cancellation).Select(report => report.Snapshot() is not { } facts ? report
            : builder.Build(facts.Under(stress, config.Assets), targets.GetValueOrDefault(report.Wallet), report.Before(), now))], []).Reports;
        return new(supposed, Portfolios(supposed).Reports) { Scenario = Scenario.Of(shocks, days) };
    }

    /// <summary>The portfolios all of whose wallets have a report on all of their chains.</summary>
    /// <param name="reports">The latest of every wallet and chain.</param>
    public Assessment<PortfolioReport> Portfolios(IReadOnlyCollection<WalletReport> reports)
    {
        var portfolios = config.Portfolios.Select(p => Portfolio(p, reports)).OfType<PortfolioReport>().ToImmutableArray();
        var subjects = ReportSubjects.Of([], portfolios, metrics, ScopeOf);
        var observations = RuleEvaluation.Observe(config.Rules, subjects);
        return new([.. portfolios.Select(p => p.WithBreaches(observations))], subjects, observations);
    }

    Assessment<WalletReport> Ask(ImmutableArray<WalletReport> reports, IEnumerable<ReportSubject> besides)
    {
        ImmutableArray<ReportSubject> subjects = [.. ReportSubjects.Of(reports, [], metrics, ScopeOf), .. besides];
        var observations = RuleEvaluation.Observe(config.Rules, subjects);
        return new(reports.WithBreaches(observations), subjects, observations);
    }

    ImmutableArray<WalletReport> Reports(BlockSnapshot snapshot, Memory memory, DateTimeOffset now, Stress? supposed) => ReportBuilder.Explained(snapshot switch
    {
        BlockSnapshot.Read { Wallets.Length: <= Few } read => [.. read.Wallets.Select(wallet => Report(read, wallet, memory, now, supposed))],
        BlockSnapshot.Read read => InParallel(read, memory, now, supposed),
        BlockSnapshot.Unreached unreached => [.. unreached.Wallets.Select(wallet => builder.Unreached(
            wallet.Address, wallet.Label, unreached.Chain.Name, unreached.Chain.ChainId, unreached.Failure, memory, now))],
        _ => [],
    });

    /// <summary>Each thread takes wallets as it gets on: halves made beforehand wait for the slower of two.</summary>
    ImmutableArray<WalletReport> InParallel(BlockSnapshot.Read read, Memory memory, DateTimeOffset now, Stress? supposed)
    {
        var reports = new WalletReport[read.Wallets.Length];
        Parallel.For(0, reports.Length, i => reports[i] = Report(read, read.Wallets[i], memory, now, supposed));
        return ImmutableCollectionsMarshal.AsImmutableArray(reports);
    }

    WalletReport Report(BlockSnapshot.Read read, WalletConfig wallet, Memory memory, DateTimeOffset now, Stress? supposed) =>
        builder.Build(supposed is null ? read.Of(wallet) : read.Of(wallet).Under(supposed, config.Assets), wallet.Targets, memory, now);

    /// <summary>On a chain that cannot be reached: deployments of which nothing is remembered, where nobody knows what there is.</summary>
    static IEnumerable<ReportSubject> NeverRead(ChainConfig chain, WalletReport report) =>
        from protocol in chain.PositionProtocols
        where !report.Positions.Any(p => p.Facts.Protocol == protocol.Name && p.Facts.Name == protocol.Deployment)
        select ReportSubjects.NeverRead(report, new(chain.Name, protocol.Name, protocol.Deployment, report.Wallet), ScopeOf(protocol.Name),
            report.Unknown);

    static MetricScope? ScopeOf(string protocol) => Protocols.Protocols.All.FirstOrDefault(kind => kind.Name == protocol)?.Scope;

    PortfolioReport? Portfolio(PortfolioConfig portfolio, IReadOnlyCollection<WalletReport> reports)
    {
        var members = config.Wallets.Where(w => portfolio.Wallets.Contains(w.Address))
            .SelectMany(w => w.Chains.Select(chain => reports.FirstOrDefault(r => r.Wallet == w.Address && r.Chain == chain))).ToList();
        return members.Contains(null) ? null : builder.Portfolio(portfolio.Label, [.. members.OfType<WalletReport>()], portfolio.Targets);
    }
}
