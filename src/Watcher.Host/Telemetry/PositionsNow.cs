using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Watcher.Host.Cycle;
using Watcher.Reports;
using Watcher.Risk;

namespace Watcher.Host.Telemetry;

/// <summary>The latest reports as measurements. Whoever collects looks at them many times: they are put in order once after each change.</summary>
sealed class PositionsNow
{
    readonly Ledger ledger;
    readonly TimeProvider time;
    readonly Lock gate = new();
    (Report Report, ImmutableArray<HeldPosition> NearestFirst)? seen;

    public PositionsNow(Ledger ledger, TimeProvider time)
    {
        (this.ledger, this.time) = (ledger, time);
        ledger.Reported += Forget;
    }

    /// <param name="of">Null where the position has no such figure.</param>
    public IEnumerable<Measurement<double>> Of<T>(Func<T, double?> of) where T : PositionReport =>
        from held in Look().NearestFirst
        where held.Position is T
        let value = of((T)held.Position)
        where value is not null
        select new Measurement<double>(value.Value, [.. Owner(held.Report), new("protocol", held.Position.Facts.Protocol), new("position", held.Position.Id)]);

    /// <summary>The largest first.</summary>
    public IEnumerable<Measurement<double>> Drifts()
    {
        var report = Look().Report;
        return report.Reports.SelectMany(wallet => Drifts(wallet.Portfolio, Owner(wallet)))
            .Concat(report.Portfolios.SelectMany(portfolio => Drifts(portfolio.Figures, [new("portfolio", portfolio.Label)])))
            .OrderByDescending(drift => Math.Abs(drift.Value));
    }

    public IEnumerable<Measurement<double>> Statuses() =>
        from report in Look().Report.Reports
        group report by (report.Chain, report.Status) into same
        select new Measurement<double>(same.Count(), new("chain", same.Key.Chain), new KeyValuePair<string, object?>("status", same.Key.Status.ToString().ToLowerInvariant()));

    /// <summary>The oldest first; what ails many wallets is one.</summary>
    public IEnumerable<Measurement<double>> UnknownAges()
    {
        var now = time.GetUtcNow();
        return from report in Look().Report.Reports
               from entry in report.Unknown
               group entry by (report.Chain, entry.What) into same
               let age = (now - same.Min(entry => entry.Since)).TotalSeconds
               orderby age descending
               select new Measurement<double>(age, new("chain", same.Key.Chain), new KeyValuePair<string, object?>("what", same.Key.What));
    }

    (Report Report, ImmutableArray<HeldPosition> NearestFirst) Look()
    {
        lock (gate)
        {
            if (seen is { } known) return known;
            var latest = ledger.Latest;
            seen = (latest, HeldPosition.NearestFirst(latest.Reports));
            return seen.Value;
        }
    }

    void Forget()
    {
        lock (gate) seen = null;
    }

    static IEnumerable<Measurement<double>> Drifts(PortfolioFigures? figures, KeyValuePair<string, object?>[] owner) =>
        (figures?.Weights ?? []).Where(row => row.Drift is not null)
            .Select(row => new Measurement<double>(row.Drift!.Value.ToDouble(), [.. owner, new("asset", row.Symbol)]));

    static KeyValuePair<string, object?>[] Owner(WalletReport report) => report.Label is { } label
        ? [new("chain", report.Chain), new("wallet", report.Wallet.ToString()), new("label", label)]
        : [new("chain", report.Chain), new("wallet", report.Wallet.ToString())];
}
