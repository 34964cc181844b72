using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Reports;

namespace Watcher.Host.Documents;

/// <summary>How near to trouble a wallet is, the worst first. What is not known stands before all that is well.</summary>
enum Level { Danger, Warning, Unknown, Notice, Ok }

/// <summary>A wallet on a chain and how it stands.</summary>
/// <param name="Firing">The rules whose alerts fire of it, the most severe first.</param>
/// <param name="Happened">Those of them that are events: they fire until somebody takes note.</param>
sealed record WalletStanding(WalletReport Report, ImmutableArray<string> Firing, ImmutableArray<string> Happened, Level Level)
{
    /// <summary>The loan that is liquidated first; null where no move of prices liquidates any.</summary>
    public LoanReport? Nearest { get; } =
        Report.Positions.OfType<LoanReport>().Where(loan => loan.Outlook.Distance is not null).MinBy(loan => loan.Outlook.Distance!.Value);

    /// <summary>The nearest danger first: by level, then by how near liquidation is, then by how much there is to lose.</summary>
    public static ImmutableArray<WalletStanding> NearestFirst(IEnumerable<WalletReport> reports, IEnumerable<SaidAlert> alerts)
    {
        var firing = alerts.Where(IsCurrent).Select(said => said.Alert).ToLookup(alert => (alert.Subject.Chain, alert.Subject.Wallet));
        return
        [
            .. reports.Select(report => Of(report, [.. firing[(report.Chain, report.Wallet)].OrderByDescending(alert => alert.Severity)]))
                .OrderBy(standing => standing.Level).ThenBy(standing => standing.Nearest is null).ThenBy(standing => standing.Nearest?.Outlook.Distance ?? default)
                .ThenByDescending(standing => standing.Report.Totals?.NetUsd ?? default),
        ];
    }

    /// <summary>It fires, and is no event that somebody has taken note of: events have no end.</summary>
    static bool IsCurrent(SaidAlert said) => said.Alert.Phase == AlertPhase.Firing && !(said.Alert.IsEvent && said.Said.Acknowledged is not null);

    static WalletStanding Of(WalletReport report, ImmutableArray<AlertState> firing) => new(
        report, Rules(firing), Rules(firing.Where(alert => alert.IsEvent)), LevelOf(report, firing.Select(alert => (Severity?)alert.Severity).FirstOrDefault()));

    static ImmutableArray<string> Rules(IEnumerable<AlertState> alerts) => [.. alerts.Select(alert => alert.Key.Rule).Distinct()];

    static Level LevelOf(WalletReport report, Severity? worst) => (worst, report.Status) switch
    {
        (Severity.Critical, _) => Level.Danger,
        _ when report.Positions.Any(position => position is LoanReport { Liquidatable: true }) => Level.Danger,
        (Severity.Warning, _) => Level.Warning,
        (_, ReportStatus.Unknown) => Level.Unknown,
        (Severity.Info, _) => Level.Notice,
        (_, ReportStatus.Breach) => Level.Warning,
        _ => Level.Ok,
    };
}
