using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Host.Telemetry;
using Watcher.Reports;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>
/// What all chains share: the alerts, the latest reports, and the database. A commit is one transaction of one chain's cycle, with the
/// portfolios as they look after it; the alerts in memory move only when it is on the disk.
/// </summary>
sealed class Ledger(WatcherConfig config, WatcherStore store, Assessor assessor, AlertDesk desk, FixedFacts facts, TimeProvider time)
{
    readonly Lock gate = new();
    readonly Samples samples = new(config.Assets);
    readonly RememberedFacts remembered = new(store, facts);
    readonly Watched watched = new(config);
    ImmutableDictionary<(string Chain, Address Wallet), WalletReport> reports = ImmutableDictionary<(string, Address), WalletReport>.Empty;
    ImmutableArray<PortfolioReport> portfolios = [];
    /// <summary>What the last run read and this one has not yet.</summary>
    ImmutableDictionary<(string Chain, Address Wallet), WalletReport> recalled = ImmutableDictionary<(string, Address), WalletReport>.Empty;
    Steering? heard;

    public WatcherStore Store => store;

    /// <summary>Alerts changed, and it is on the disk.</summary>
    public event Action<AlertChanges>? Stored;

    /// <summary>A chain was read, or could not be: its reports are others, and they are on the disk.</summary>
    public event Action? Reported;

    /// <summary>A delivery was tried, and what came of it is on the disk.</summary>
    public event Action<DeliveryAttempt>? Tried;

    /// <summary>Somebody acknowledged or silenced something, or a silence ended.</summary>
    public event Action? Steered;

    /// <summary>Everything as it was read last.</summary>
    public Report Latest
    {
        get
        {
            lock (gate)
            {
                var all = recalled.SetItems(reports);
                return new([.. all.Values.OrderBy(watched.Place)], recalled.IsEmpty ? portfolios : assessor.Portfolios([.. all.Values]).Reports);
            }
        }
    }

    /// <summary>Shows what the last run recorded until it is read anew. Alerts go on from where they stood; they hear nothing of it.</summary>
    public void Recall()
    {
        var past = new Recollection(config, store, assessor, time.GetUtcNow()).Reports().Select(r => KeyValuePair.Create((r.Chain, r.Wallet), r));
        lock (gate) recalled = past.Where(r => !reports.ContainsKey(r.Key)).ToImmutableDictionary();
    }

    /// <param name="asked">Observations of portfolios: those of which a second endpoint was asked take the place of what is found here.</param>
    /// <param name="besides">Observations that do not come from reports: events, closed positions.</param>
    /// <param name="commit">The cycle to store with the alerts' changes; null where no block was read.</param>
    public void Commit(Assessment<WalletReport> assessment, ImmutableArray<Observation> asked, ImmutableArray<Observation> besides, Func<AlertChanges, CycleCommit>? commit)
    {
        AlertChanges stepped;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var latest = With(assessment.Reports);
            var whole = assessor.Portfolios([.. latest.Values]);
            stepped = desk.Take([.. assessment.Observations, .. Confirmed(whole.Observations, asked), .. besides], store.Steering.Read(now), now);
            using (Tracing.Store())
            {
                if (commit is not null) store.Commit(commit(stepped) with { Alerts = stepped, Samples = samples.Of(assessment, whole) });
                else if (!stepped.States.IsEmpty) store.Commit(stepped);
            }
            desk.Keep(stepped);
            (reports, portfolios) = (latest, whole.Reports);
            recalled = recalled.RemoveRange(latest.Keys);
            remembered.Save();
        }
        Reported?.Invoke();
        Tell(stepped);
        Tick();
    }

    /// <summary>Lets time pass for all alerts, and takes in what people have said since.</summary>
    /// <param name="standing">What is seen besides, of what goes on without a block.</param>
    public void Tick(params ImmutableArray<Observation> standing)
    {
        AlertChanges ticked;
        bool steered;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var said = store.Steering.Read(now);
            (steered, heard) = (heard is not null && heard != said, said);
            ticked = Apply(desk.Tick([.. Channels(now), .. standing], said, now));
        }
        if (steered) Steered?.Invoke();
        Tell(ticked);
    }

    /// <summary>Takes over an alert that went its first steps where nothing could be stored.</summary>
    public void Adopt(AlertChanges changes)
    {
        lock (gate) Apply(changes);
        Tell(changes);
    }

    /// <summary>All alerts as they stand.</summary>
    public ImmutableArray<AlertState> Alerts
    {
        get { lock (gate) return [.. desk.States]; }
    }

    /// <summary>An alert as it stands; null where there is none.</summary>
    public AlertState? Find(AlertKey key)
    {
        lock (gate) return desk.States.FirstOrDefault(state => state.Key == key);
    }

    /// <summary>Stores what came of a try to deliver, with what it means for its channel's alert.</summary>
    public void Record(DeliveryAttempt attempt)
    {
        AlertChanges changes;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var refused = attempt.Outcome == DeliveryOutcome.Rejected && !attempt.Message.TellsOnlyOf(BuiltInRules.ChannelFailing.Name);
            var steering = store.Steering.Read(now);
            changes = store.Commit(attempt, health => desk.Take([ChannelFailing.Observe(health, now, refused)], steering, now));
            desk.Keep(changes);
        }
        Tried?.Invoke(attempt);
        Tell(changes);
    }

    /// <summary>Ends, before the first cycle, the alerts of what the configuration no longer watches.</summary>
    public void EndUnwatched()
    {
        AlertChanges ended;
        lock (gate) ended = Apply(desk.End(watched.Has, time.GetUtcNow()));
        Tell(ended);
    }

    public void LoadFacts(Hash32 genesis) => remembered.Load(genesis);

    public ImmutableArray<Observation> Observe(AlertSubject subject, ChainEvent happened) => RuleEvaluation.Observe(config.Rules, subject, happened);

    public ImmutableArray<Observation> ClosedBy(IEnumerable<Reading> readings)
    {
        lock (gate) return ClosedPositions.Of(readings, desk.States, config.Rules);
    }

    /// <summary>What portfolios come to with these reports in the place of those known.</summary>
    public ImmutableArray<Observation> PortfoliosWith(IEnumerable<WalletReport> fresh)
    {
        lock (gate) return config.Portfolios.IsEmpty ? [] : assessor.Portfolios([.. With(fresh).Values]).Observations;
    }

    /// <summary>What a second endpoint is asked.</summary>
    public Doubts Doubts(string chain, Findings found)
    {
        lock (gate)
        {
            var wanted = SecondOpinion.Wanted(chain, found.Seen, desk.Find, time.GetUtcNow());
            return new(wanted, watched.ConcernedBy(wanted, found.Read.Wallets));
        }
    }

    /// <summary>What a chain's endpoints being of two minds means to the alert on that.</summary>
    public ImmutableArray<Observation> Disagreement(string chain, BlockRef block, IReadOnlyCollection<Observation> seen)
    {
        lock (gate) return EndpointsDisagree.Observe(chain, block, seen, desk.States) is { } observation ? [observation] : [];
    }

    ImmutableDictionary<(string Chain, Address Wallet), WalletReport> With(IEnumerable<WalletReport> fresh) =>
        reports.SetItems(fresh.Select(r => KeyValuePair.Create((r.Chain, r.Wallet), r)));

    static IEnumerable<Observation> Confirmed(ImmutableArray<Observation> found, ImmutableArray<Observation> asked)
    {
        var confirmed = asked.Where(one => one.Confirmation is not null).ToDictionary(one => one.Key);
        return found.Select(one => confirmed.GetValueOrDefault(one.Key, one));
    }

    AlertChanges Apply(AlertChanges changes)
    {
        if (changes.States.IsEmpty) return changes;
        store.Commit(changes);
        desk.Keep(changes);
        return changes;
    }

    void Tell(AlertChanges changes)
    {
        if (!changes.States.IsEmpty) Stored?.Invoke(changes);
    }

    IEnumerable<Observation> Channels(DateTimeOffset now) =>
        store.Outbox.Health().Where(h => watched.Has(ChannelFailing.Subject(h.Channel))).Select(h => ChannelFailing.Observe(h, now));
}
