using System.Diagnostics.Metrics;
using Watcher.Evm;
using Watcher.Host.Cycle;
using Watcher.Store;

namespace Watcher.Host.Telemetry;

/// <summary>What the watcher measures of itself and of what it watches, for whoever collects it: the meter <c>Watcher</c>.</summary>
sealed class Measurements : IDisposable
{
    public const string Name = "Watcher";

    readonly Counter<long> cycles, readings, rounds, calls, traffic, deliveries;
    readonly Histogram<double> cycle, delivery;

    public Measurements(Watch watch, TimeProvider time)
    {
        cycles = Meter.CreateCounter<long>("watcher.cycles", null, "Cycles, by how they went");
        readings = Meter.CreateCounter<long>("watcher.readings", null, "What was read of wallets, by whether it could be");
        rounds = Meter.CreateCounter<long>("watcher.rounds", null, "Rounds: times that a cycle waited for the chain");
        calls = Meter.CreateCounter<long>("watcher.calls", null, "Calls, by kind: sent by themselves, inside Multicall3, merged with equal ones, asked again");
        traffic = Meter.CreateCounter<long>("watcher.traffic", "By", "Bytes to and from nodes");
        deliveries = Meter.CreateCounter<long>("watcher.deliveries", null, "Tries to deliver, by what came of them");
        cycle = Meter.CreateHistogram("watcher.cycle.duration", "s", "How long cycles take",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });
        delivery = Meter.CreateHistogram("watcher.delivery.duration", "s", "How long tries to deliver take",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
        new Gauges(watch, time).AddTo(Meter);
        watch.Ran += Count;
        watch.Ledger.Tried += Count;
    }

    /// <summary>Its own, so that two watches in one process are told apart.</summary>
    public Meter Meter { get; } = new(Name);

    void Count(CycleOutcome outcome)
    {
        var chain = Tag("chain", outcome.Chain.Name);
        cycles.Add(1, chain, Tag("status", outcome.Status.ToString().ToLowerInvariant()));
        cycle.Record(outcome.Took.TotalSeconds, chain);
        readings.Add(outcome.Good, chain, Tag("outcome", "good"));
        readings.Add(outcome.Unreadable, chain, Tag("outcome", "unreadable"));
        if (outcome.Counters is { } cost) Count(cost, chain);
    }

    void Count(ReadCounters cost, KeyValuePair<string, object?> chain)
    {
        rounds.Add(cost.Rounds, chain);
        calls.Add(cost.EthCalls, chain, Tag("kind", "eth_call"));
        calls.Add(cost.InnerCalls, chain, Tag("kind", "inner"));
        calls.Add(cost.MergedCalls, chain, Tag("kind", "merged"));
        calls.Add(cost.ReAsks, chain, Tag("kind", "reasked"));
        traffic.Add(cost.BytesUp, chain, Tag("direction", "up"));
        traffic.Add(cost.BytesDown, chain, Tag("direction", "down"));
    }

    void Count(DeliveryAttempt attempt)
    {
        var channel = Tag("channel", attempt.Message.Channel);
        deliveries.Add(1, channel, Tag("outcome", attempt.Outcome.ToString().ToLowerInvariant()));
        delivery.Record(attempt.Took.TotalSeconds, channel);
    }

    public void Dispose() => Meter.Dispose();

    static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
