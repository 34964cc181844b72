using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Reports;

namespace Watcher.Rules;

/// <summary>Everything in a cycle's reports that rules may ask about.</summary>
public static class ReportSubjects
{
    /// <param name="reports">Of wallets.</param>
    /// <param name="portfolios">Over them.</param>
    /// <param name="metrics">What the subjects' metrics are looked up in.</param>
    /// <param name="scopeOf">What a protocol's positions have metrics of; null where that is not known.</param>
    public static ImmutableArray<ReportSubject> Of(
        IReadOnlyCollection<WalletReport> reports, IReadOnlyCollection<PortfolioReport> portfolios, ReportMetrics metrics, Func<string, MetricScope?> scopeOf) =>
    [
        .. reports.SelectMany(report => (ReportSubject[])[Wallet(report, metrics), .. Positions(report, metrics), .. NeverRead(report, scopeOf)]),
        .. reports.DistinctBy(report => report.Chain).Select(report => Chain(report, metrics)),
        .. portfolios.Select(portfolio => Portfolio(portfolio, metrics)),
    ];

    /// <summary>A position as alerts know it, also for what happened to it.</summary>
    public static AlertSubject Position(WalletReport report, string position, string protocol) => new(position)
    {
        Wallet = report.Wallet,
        Label = report.Label,
        Chain = report.Chain,
        Protocol = protocol,
        Position = position,
    };

    static ReportSubject Wallet(WalletReport report, ReportMetrics metrics) =>
        new(new($"{report.Chain}/{report.Wallet}") { Wallet = report.Wallet, Label = report.Label, Chain = report.Chain },
            MetricScope.Wallet, metric => metrics.Of(report, null, metric))
        {
            Block = report.Block,
            Why = Why(report.Unknown),
            Unread = Unread(report.Unknown),
            LastGood = Oldest(report.Positions),
            Evidence = _ => Portfolio(ReportJson.Of(report)),
        };

    static IEnumerable<ReportSubject> Positions(WalletReport report, ReportMetrics metrics) =>
        from position in report.Positions
        where position.Facts is LendingPosition or LiquidityPosition
        select new ReportSubject(Position(report, position.Id, position.Facts.Protocol),
            position.Facts is LendingPosition ? MetricScope.Loan : MetricScope.Liquidity, metric => metrics.Of(report, position, metric))
        {
            Block = report.Block,
            Why = Why(report.Unknown.Where(u => Concerns(u, position.Facts))),
            Unread = Unread(report.Unknown.Where(u => Concerns(u, position.Facts))),
            LastGood = Oldest([position]),
            Evidence = rule => Evidence(position, rule),
        };

    /// <summary>A deployment of which no position is known and which cannot be read: there may be one, and nobody knows.</summary>
    /// <param name="unknown">Why not.</param>
    public static ReportSubject NeverRead(WalletReport report, Subject subject, MetricScope? scope, IReadOnlyCollection<UnknownEntry> unknown) =>
        new(Position(report, $"{subject.What}/{report.Wallet}", subject.Protocol), scope, _ => MetricValue.Unknown)
        {
            Block = report.Block,
            Why = Why(unknown),
            Unread = Unread(unknown),
        };

    /// <summary>Balances are the wallet itself, which is asked about anyway.</summary>
    static IEnumerable<ReportSubject> NeverRead(WalletReport report, Func<string, MetricScope?> scopeOf) =>
        from unknown in report.Unknown
        where unknown.Subject is not null && !report.Positions.Any(p => Concerns(unknown, p.Facts))
        let scope = scopeOf(unknown.Subject!.Protocol)
        where scope != MetricScope.Wallet
        select NeverRead(report, unknown.Subject!, scope, [unknown]);

    static ReportSubject Chain(WalletReport report, ReportMetrics metrics) =>
        new(new(report.Chain) { Chain = report.Chain }, MetricScope.Chain, metric => metrics.Of(report, null, metric))
        {
            Block = report.Block,
            Why = Why(report.Unknown.Where(u => u.Subject is null)),
            Unread = Unread(report.Unknown.Where(u => u.Subject is null)),
        };

    /// <summary>Its clock is the newest of its blocks; it is news when any of them is.</summary>
    static ReportSubject Portfolio(PortfolioReport report, ReportMetrics metrics)
    {
        var blocks = report.Members.Select(m => m.Block).OfType<BlockRef>().ToList();
        var complete = blocks.Count == report.Members.Length;
        return new(new(report.Label) { Label = report.Label }, MetricScope.Wallet, metric => metrics.Of(report, metric))
        {
            Block = complete ? blocks.MaxBy(b => b.Timestamp) : null,
            Reading = complete ? new Hash32(Keccak256.Hash([.. blocks.SelectMany(b => b.Hash.ToBytes())])) : null,
            Why = Why(report.Members.SelectMany(m => m.Unknown)),
            Unread = Unread(report.Members.SelectMany(m => m.Unknown)),
            LastGood = Oldest(report.Members.SelectMany(m => m.Positions)),
            Evidence = _ => Portfolio(ReportJson.Of(report)),
        };
    }

    static JsonObject Evidence(PositionReport position, Rule rule) =>
        ReportJson.Of(position is LoanReport loan ? loan with { Aim = rule.ClearThreshold("healthFactor") } : position);

    /// <summary>What a rule on weights and totals is proved by: the report without its positions.</summary>
    static JsonObject Portfolio(JsonObject report)
    {
        foreach (var other in (string[])["positions", "breaches", "unknown"]) report.Remove(other);
        return report;
    }

    static bool Concerns(UnknownEntry unknown, Position position) =>
        unknown.Subject is not { } subject || (subject.Protocol == position.Protocol && subject.Deployment == position.Name);

    static BlockRef? Oldest(IEnumerable<PositionReport> positions) =>
        positions.OfType<UnknownPosition>().Select(p => p.LastGood).MinBy(block => block.Timestamp);

    static ImmutableArray<Unread> Unread(IEnumerable<UnknownEntry> unknown) => [.. unknown.Select(u => new Unread(u.Cause, u.Failure)).DistinctBy(u => u.Cause)];

    static string? Why(IEnumerable<UnknownEntry> unknown)
    {
        var entries = unknown.Select(u => $"{u.What}: {u.Failure.ReasonText} ({u.Failure.Why})").Distinct().ToList();
        return entries.Count == 0 ? null : string.Join("; ", entries);
    }
}
