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
        IReadOnlyCollection<WalletReport> reports, IReadOnlyCollection<PortfolioReport> portfolios, ReportMetrics metrics, Func<string, MetricScope?> scopeOf)
    {
        var subjects = ImmutableArray.CreateBuilder<ReportSubject>();
        foreach (var report in reports)
        {
            subjects.Add(Wallet(report, metrics));
            foreach (var position in report.Positions)
                if (position.Facts is LendingPosition or LiquidityPosition) subjects.Add(Position(report, position, metrics));
            if (!report.Unknown.IsEmpty) subjects.AddRange(NeverRead(report, scopeOf));
        }
        subjects.AddRange(reports.DistinctBy(report => report.Chain).Select(report => Chain(report, metrics)));
        subjects.AddRange(portfolios.Select(portfolio => Portfolio(portfolio, metrics)));
        return subjects.DrainToImmutable();
    }

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

    static ReportSubject Position(WalletReport report, PositionReport position, ReportMetrics metrics)
    {
        var unknown = report.Unknown.RemoveAll(entry => !Concerns(entry, position.Facts));
        return new(Position(report, position.Id, position.Facts.Protocol),
            position.Facts is LendingPosition ? MetricScope.Loan : MetricScope.Liquidity, metric => metrics.Of(report, position, metric))
        {
            Block = report.Block,
            Why = Why(unknown),
            Unread = Unread(unknown),
            LastGood = (position as UnknownPosition)?.LastGood,
            Evidence = rule => Evidence(position, rule),
        };
    }

    /// <summary>A deployment of which no position is known and which cannot be read: there may be one, and nobody knows.</summary>
    /// <param name="unknown">Why not.</param>
    public static ReportSubject NeverRead(WalletReport report, Subject subject, MetricScope? scope, ImmutableArray<UnknownEntry> unknown) =>
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

    static ReportSubject Chain(WalletReport report, ReportMetrics metrics)
    {
        var unknown = report.Unknown.RemoveAll(entry => entry.Subject is not null);
        return new(new(report.Chain) { Chain = report.Chain }, MetricScope.Chain, metric => metrics.Of(report, null, metric))
        {
            Block = report.Block,
            Why = Why(unknown),
            Unread = Unread(unknown),
        };
    }

    /// <summary>Its clock is the newest of its blocks; it is news when any of them is.</summary>
    static ReportSubject Portfolio(PortfolioReport report, ReportMetrics metrics)
    {
        var blocks = report.Members.Select(m => m.Block).OfType<BlockRef>().ToList();
        var complete = blocks.Count == report.Members.Length;
        ImmutableArray<UnknownEntry> unknown = [.. report.Members.SelectMany(m => m.Unknown)];
        return new(new(report.Label) { Label = report.Label }, MetricScope.Wallet, metric => metrics.Of(report, metric))
        {
            Block = complete ? blocks.MaxBy(b => b.Timestamp) : null,
            Reading = complete ? new Hash32(Keccak256.Hash([.. blocks.SelectMany(b => b.Hash.ToBytes())])) : null,
            Why = Why(unknown),
            Unread = Unread(unknown),
            LastGood = Oldest([.. report.Members.SelectMany(m => m.Positions)]),
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

    static BlockRef? Oldest(ImmutableArray<PositionReport> positions)
    {
        BlockRef? oldest = null;
        foreach (var position in positions)
            if (position is UnknownPosition { LastGood: var block } && (oldest is null || block.Timestamp < oldest.Timestamp)) oldest = block;
        return oldest;
    }

    static ImmutableArray<Unread> Unread(ImmutableArray<UnknownEntry> unknown) =>
        unknown.IsEmpty ? [] : [.. unknown.Select(u => new Unread(u.Cause, u.Failure)).DistinctBy(u => u.Cause)];

    static string? Why(ImmutableArray<UnknownEntry> unknown) =>
        unknown.IsEmpty ? null : string.Join("; ", unknown.Select(u => $"{u.What}: {u.Failure.ReasonText} ({u.Failure.Why})").Distinct());
}
