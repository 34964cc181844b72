using System.Diagnostics.Metrics;
using Watcher.Alerts;
using Watcher.Evm;
using Watcher.Host.Cycle;
using Watcher.Planning;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Telemetry;

/// <summary>
/// How things stand, looked at when somebody collects. What cannot be read has no figure: it is missing, and <c>watcher.unknown.age</c> says
/// since when, so that no old figure looks like a new one.
/// </summary>
sealed class Gauges(Watch watch, TimeProvider time)
{
    readonly SeriesLimit limit = new();
    readonly PositionsNow now = new(watch.Ledger, time);

    public void AddTo(Meter meter)
    {
        AddPositions(meter);
        AddChains(meter);
        Add(meter, "watcher.alerts", null, "Alerts that wait to fire, or fire", Alerts);
        Add(meter, "watcher.outbox.pending", null, "Messages that a channel has yet to take", () => Outbox(health => health.Pending));
        Add(meter, "watcher.outbox.rejected", null, "Messages that a channel refused for good", () => Outbox(health => health.Rejected));
        meter.CreateObservableGauge("watcher.series.left.off", limit.LeftOff, null, "Series of a metric beyond the thousand that are told");
    }

    void AddPositions(Meter meter)
    {
        Add(meter, "watcher.health.factor", null, "Health factor of a loan; infinite without debt", () => now.Of<LoanReport>(loan => Size(loan.HealthFactor)));
        Add(meter, "watcher.liquidation.distance", null, "The smallest adverse move that liquidates a loan, 0 to 1; infinite where none does",
            () => now.Of<LoanReport>(loan => Size(loan.Outlook.Distance)));
        Add(meter, "watcher.imbalance", null, "How one-sided a share of a pool is, 0 to 1",
            () => now.Of<LiquidityReport>(share => share.Imbalance?.ToDouble()));
        Add(meter, "watcher.drift", null, "An asset's weight less its target", () => now.Drifts());
        Add(meter, "watcher.wallets", null, "Wallets on a chain, by what is said of them", () => now.Statuses());
        Add(meter, "watcher.unknown.age", "s", "Since when something could not be read", () => now.UnknownAges());
    }

    void AddChains(Meter meter)
    {
        Add(meter, "watcher.block", null, "The block of the last complete reading", () => Chains(cycle => cycle.LastGood?.Block?.Number));
        Add(meter, "watcher.last.good.age", "s", "Time since everything of a chain could be read",
            () => Chains(cycle => cycle.Blind?.TotalSeconds));
        Add(meter, "watcher.endpoint.healthy", null, "1 where an endpoint answered properly the last time",
            () => Endpoints(endpoint => endpoint.Healthy ? 1 : 0));
        Add(meter, "watcher.endpoint.latency", "s", "How long an endpoint's answers take, smoothed",
            () => Endpoints(endpoint => endpoint.Latency?.TotalSeconds));
        meter.CreateObservableCounter("watcher.requests", () => watch.Cycles.SelectMany(cycle => cycle.Client.Calls.Select(asked =>
            new Measurement<long>(asked.Calls, Tag("chain", cycle.Chain.Name), Tag("endpoint", asked.Endpoint)))), null, "JSON-RPC requests to an endpoint");
        Add(meter, "watcher.budget.spent", null, "Calls to an endpoint in the last day, where there is a budget", () => Budget(spent => spent.Calls));
        Add(meter, "watcher.budget.allowed", null, "Calls to an endpoint that a day may cost", () => Budget(spent => spent.Allowed));
    }

    void Add(Meter meter, string name, string? unit, string description, Func<IEnumerable<Measurement<double>>> observe) =>
        meter.CreateObservableGauge(name, () => limit.Hold(name, observe()), unit, description);

    IEnumerable<Measurement<double>> Alerts() =>
        from alert in watch.Ledger.Alerts
        where alert.Phase is AlertPhase.Pending or AlertPhase.Firing
        group alert by (alert.Key.Rule, alert.Phase) into same
        select new Measurement<double>(same.Count(), Tag("rule", same.Key.Rule), Tag("state", same.Key.Phase.ToString().ToLowerInvariant()));

    /// <summary>Nothing while the database does not tell.</summary>
    IEnumerable<Measurement<double>> Outbox(Func<ChannelHealth, double> of)
    {
        try
        {
            return [.. watch.Store.Outbox.Health().Select(health => new Measurement<double>(of(health), Tag("channel", health.Channel)))];
        }
        catch (StoreException)
        {
            return [];
        }
    }

    IEnumerable<Measurement<double>> Chains(Func<ChainCycle, double?> of) =>
        from cycle in watch.Cycles
        let value = of(cycle)
        where value is not null
        select new Measurement<double>(value.Value, Tag("chain", cycle.Chain.Name));

    IEnumerable<Measurement<double>> Endpoints(Func<EndpointHealth, double?> of) =>
        from cycle in watch.Cycles
        from endpoint in cycle.Client.Endpoints
        let value = of(endpoint)
        where value is not null
        select new Measurement<double>(value.Value, Tag("chain", cycle.Chain.Name), Tag("endpoint", endpoint.Name));

    IEnumerable<Measurement<double>> Budget(Func<CallsSpent, double> of) =>
        from cycle in watch.Cycles
        from spent in cycle.Spending.Spent
        select new Measurement<double>(of(spent), Tag("chain", cycle.Chain.Name), Tag("endpoint", spent.Endpoint));

    static double Size(BigDecimal? number) => number?.ToDouble() ?? double.PositiveInfinity;

    static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
