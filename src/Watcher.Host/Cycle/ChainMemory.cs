using System.Collections.Immutable;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>What is remembered of a chain between cycles, and over a restart from the database: last good readings, since when what is unknown.</summary>
sealed class ChainMemory
{
    ImmutableDictionary<Subject, LastGood> lastGood = ImmutableDictionary<Subject, LastGood>.Empty;
    ImmutableDictionary<Subject, ulong> gone = ImmutableDictionary<Subject, ulong>.Empty;
    ImmutableDictionary<string, DateTimeOffset> unknownSince = ImmutableDictionary<string, DateTimeOffset>.Empty;

    public Memory Now => new(lastGood, unknownSince);

    /// <summary>The block up to which a subject's events are read; null = it was never read.</summary>
    public ulong? EventsReadTo(Subject subject) =>
        (gone.TryGetValue(subject, out var from), lastGood.GetValueOrDefault(subject)?.Block.Number) switch
        {
            (true, { } good) => Math.Min(from - 1, good),
            (true, null) => from - 1,
            (_, var good) => good,
        };

    /// <summary>Blocks from this one on were reorganised away: the events of those in their place are still to be read.</summary>
    public void Forget(ulong from)
    {
        foreach (var subject in lastGood.Where(good => good.Value.Block.Number >= from).Select(good => good.Key))
            gone = gone.SetItem(subject, Math.Min(from, gone.GetValueOrDefault(subject, from)));
    }

    /// <summary>Goes on where the last run left off.</summary>
    public void Load(WatcherStore store, ChainIdentity chain)
    {
        foreach (var good in store.Readings.LatestGood(chain)) lastGood = lastGood.SetItem(good.Subject, new(good.Block, good.Positions));
        foreach (var state in store.Readings.States(chain))
        {
            if (state.EventsFrom is { } from) gone = gone.SetItem(state.Subject, from);
            if (state.UnknownSince is { } since) unknownSince = unknownSince.SetItem(state.Subject.What, since);
        }
    }

    /// <summary>The subjects whose events in replaced blocks are read with these.</summary>
    public ImmutableArray<Subject> CaughtUp(IEnumerable<Reading> readings) =>
        [.. readings.OfType<GoodReading>().Select(good => good.Subject).Where(gone.ContainsKey)];

    public void Take(IReadOnlyCollection<Reading> readings)
    {
        gone = gone.RemoveRange(CaughtUp(readings));
        lastGood = lastGood.SetItems(readings.OfType<GoodReading>().Select(good => KeyValuePair.Create(good.Subject, new LastGood(good.Block, good.Positions))));
    }

    /// <summary>What is unknown now stays so since it first was.</summary>
    public void Take(IEnumerable<WalletReport> reports) => unknownSince = reports.SelectMany(r => r.Unknown)
        .GroupBy(u => u.What).ToImmutableDictionary(same => same.Key, same => same.Min(u => u.Since));
}
