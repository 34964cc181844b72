using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Reports;

namespace Watcher.Rules;

/// <summary>Writes what the rules found into the reports.</summary>
public static class RuleBreaches
{
    /// <summary>The report with the breaches of its positions, its wallet and its chain.</summary>
    public static WalletReport WithBreaches(this WalletReport report, IEnumerable<Observation> observations) =>
        report.WithBreaches(Of(observations.Where(o => IsOf(report, o.Subject))));

    /// <summary>The portfolio with its own breaches.</summary>
    public static PortfolioReport WithBreaches(this PortfolioReport report, IEnumerable<Observation> observations) =>
        report with { Breaches = Of(observations.Where(o => o.Subject is { Wallet: null, Chain: null } s && s.Label == report.Label)) };

    static bool IsOf(WalletReport report, AlertSubject subject) =>
        subject.Chain == report.Chain && (subject.Wallet is not { } wallet || wallet == report.Wallet);

    static ImmutableArray<Breach> Of(IEnumerable<Observation> observations) =>
    [
        .. from seen in observations
           let figure = seen.Decisive
           where seen.When == Truth.True && figure is not null
           select new Breach(seen.Rule.Name, seen.Subject.Position, figure.Metric.ToString(), figure.Value.Text,
               $"{((ConditionTrigger)seen.Rule.Trigger).When}") { ClearHealthFactor = seen.Rule.ClearThreshold("healthFactor") },
    ];
}
