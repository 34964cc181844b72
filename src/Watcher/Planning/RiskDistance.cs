using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Reports;
using Watcher.Rules;

namespace Watcher.Planning;

/// <summary>How far wallets are from the nearest thing that would matter: a rule's threshold, or liquidation. A rule on the chain itself concerns them all.</summary>
public static class RiskDistance
{
    /// <summary>By wallet a share of the threshold; 0 where a rule holds, is not yet clear or cannot tell; null where nothing of it is measured.</summary>
    /// <param name="reports">Of one chain.</param>
    /// <param name="observations">What the rules found there.</param>
    public static ImmutableDictionary<Address, double?> Of(IEnumerable<WalletReport> reports, IEnumerable<Observation> observations)
    {
        var rules = observations.ToLookup(seen => seen.Subject.Wallet, Of);
        return reports.ToImmutableDictionary(report => report.Wallet, report => Of(report, rules[report.Wallet].Concat(rules[null])));
    }

    static double? Of(WalletReport report, IEnumerable<double?> rules) => !report.Unknown.IsEmpty ? 0
        : rules.Concat(report.Positions.OfType<LoanReport>().Select(loan => loan.Outlook.Distance?.ToDouble())).Min();

    static double? Of(Observation seen) => seen.When is Truth.True or Truth.Unknown || seen.Clear is Truth.False or Truth.Unknown ? 0
        : seen.Figures.Where(figure => figure.LowerIsWorse is not null).Select(Of).Min();

    static double? Of(Figure figure)
    {
        if (figure.Value.State != MetricState.Known) return null;
        var (value, threshold) = (figure.Value.Number.ToDouble(), figure.Threshold.Number.ToDouble());
        return threshold == 0 ? Math.Abs(value) : Math.Abs(value - threshold) / Math.Abs(threshold);
    }
}
