using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Reports;

namespace Watcher.Rules;

/// <summary>Writes what the rules found into the reports.</summary>
public static class RuleBreaches
{
    /// <summary>Each report with the breaches of its chain, its wallet and its positions.</summary>
    public static ImmutableArray<WalletReport> WithBreaches(this ImmutableArray<WalletReport> reports, IEnumerable<Observation> observations)
    {
        var breaches = Breached(observations).ToLookup(seen => (seen.Subject.Chain, seen.Subject.Wallet));
        return [.. reports.Select(report => report.WithBreaches([.. Of(breaches, report.Chain, null), .. Of(breaches, report.Chain, report.Wallet)]))];
    }

    /// <summary>The portfolio with its own breaches.</summary>
    public static PortfolioReport WithBreaches(this PortfolioReport report, IEnumerable<Observation> observations) =>
        report with { Breaches = Of(Breached(observations).Where(o => o.Subject is { Wallet: null, Chain: null } s && s.Label == report.Label)) };

    static IEnumerable<Observation> Breached(IEnumerable<Observation> observations) => observations.Where(seen => seen.When == Truth.True);

    static ImmutableArray<Breach> Of(ILookup<(string?, Address?), Observation> breaches, string chain, Address? wallet) =>
        breaches.Contains((chain, wallet)) ? Of(breaches[(chain, wallet)]) : [];

    static ImmutableArray<Breach> Of(IEnumerable<Observation> observations) =>
    [
        .. from seen in observations
           let figure = seen.Decisive
           where figure is not null
           select new Breach(seen.Rule.Name, seen.Subject.Position, figure.Metric.ToString(), figure.Value.Text,
               $"{((ConditionTrigger)seen.Rule.Trigger).When}") { ClearHealthFactor = seen.Rule.ClearThreshold("healthFactor") },
    ];
}
