using Watcher.Alerts;
using Watcher.Channels;
using Watcher.Store;

namespace Watcher.Simulation;

/// <summary>Holds all that the watcher does against the promises, step by step.</summary>
sealed class Judge(IReadOnlyDictionary<string, SimulatedChain> chains, IReadOnlyDictionary<string, Receiver> receivers, People people, WorldClock clock, Trace trace)
{
    readonly Books books = new();
    readonly Sights sights = new();
    readonly EndsAreTrue ends = new(chains);
    readonly LivesAreTold lives = new();
    readonly List<Message> told = [];
    readonly List<AlertState> moved = [];

    ReadingsDecide Readings => field ??= new(books);

    InsistenceIsDue Insistence => field ??= new(books, people);

    UnknownIsTold Unknown => field ??= new(books, people);

    EventsAreTold Events => field ??= new(books, chains);

    SecondIsHeard Second => field ??= new(books);

    NobodyIsForgotten Readers => field ??= new(clock);

    ReceiversGotIt Receivers => field ??= new(books, receivers);

    /// <summary>What fires, for people to speak of.</summary>
    public IReadOnlyList<AlertState> Firing => [.. books.States.Where(s => s.Phase == AlertPhase.Firing)];

    public void Rendered(string channel, ImmutableArray<Notification> together) => books.Rendered(channel, together);

    /// <summary>A process has opened the database.</summary>
    public void Started(WatcherProcess process)
    {
        sights.Forget();
        Readers.Forget();
        Reread(process);
        foreach (var channel in receivers.Keys.Except(process.Plan.Channels))
        {
            Receivers.Removed(channel);
            lives.Removed(channel);
        }
    }

    /// <summary>What is no longer configured has been ended.</summary>
    public void Ended()
    {
        Readings.Relearn();
        Insistence.Relearn();
        Unknown.Relearn();
    }

    public void Begin()
    {
        told.Clear();
        moved.Clear();
        Readings.Begin();
        Second.Begin();
    }

    public void Stored(WatcherProcess process, AlertChanges stored)
    {
        moved.AddRange(stored.States.Where(s => s.Subject.Channel is null));
        Follow(process.Plan, stored.Transitions, books.Add(stored));
    }

    /// <summary>A cycle begins, with some of the wallets.</summary>
    public void Looks(string chain, Plan plan, ImmutableArray<int> due) => Readers.Looks(chain, plan, due);

    /// <summary>The block is the one at which these were read.</summary>
    public void Stands(string chain, ImmutableArray<int> wallets) => Readers.Read(chain, wallets);

    /// <summary>A cycle has ended well.</summary>
    /// <param name="twoEndpoints">There is a second one to ask.</param>
    public void Taken(Served served, bool twoEndpoints)
    {
        var now = clock.GetUtcNow();
        Readers.Read(served.Chain.Name, served.Wallets);
        if (twoEndpoints) Second.Check(served);
        if (served.IsNews) Saw(served, now);
        Insistence.Check(served.Plan, now);
        Unknown.Check(served.Plan, now);
    }

    /// <summary>Time has passed for all alerts, without a reading.</summary>
    public void Passed(Plan plan)
    {
        Insistence.Check(plan, clock.GetUtcNow());
        Unknown.Check(plan, clock.GetUtcNow());
    }

    /// <summary>The same snapshot was taken in twice at the same moment.</summary>
    public void Replayed()
    {
        if (moved.Count > 0) throw new Violation("a replay changes nothing", $"{string.Join(", ", moved.Select(s => s.Key))} moved, and told {string.Join(", ", told)}");
    }

    public void Arrived(Receiver receiver, OutgoingMessage message) => Receivers.Take(receiver, message);

    /// <summary>Something could not be stored. A cycle may have been all the same, and only what came after it not.</summary>
    public void NotStored(WatcherProcess process)
    {
        sights.Forget();
        Reread(process);
    }

    /// <summary>Looks into the file for what was stored and not said.</summary>
    public void Reread(WatcherProcess process)
    {
        var (steps, messages) = books.Reread(process.Store);
        Follow(process.Plan, steps, messages);
        Ended();
    }

    /// <param name="swarm">What went wrong on the way.</param>
    public void Finish(WatcherProcess process, Swarm swarm)
    {
        var (steps, messages) = books.Reread(process.Store);
        if (steps.Count + messages.Count > 0) throw new Violation("what was stored is said", $"{steps.Count} steps and {messages.Count} messages were found in the file only");
        Receivers.Finish(process.Store, process.Plan);
        if (swarm.Edits) return;
        Unknown.Finish(process.Plan.Channels);
        Events.Finish();
    }

    void Saw(Served served, DateTimeOffset now)
    {
        sights.Take(served);
        foreach (var (_, alert, sight, from) in sights.Asked(served))
        {
            Insistence.Saw(alert, sight);
            Unknown.Saw(alert, sight, from, now);
        }
        if (!sights.IsWhole(served.Plan)) Unknown.Believe(Plan.PortfolioLabel);
        Events.Saw(served);
        foreach (var (rule, alert) in Readings.Check(served, sights))
            if (!people.HaveSilenced(alert, now)) lives.Began(rule, alert, served.Plan, told);
    }

    void Follow(Plan plan, IEnumerable<AlertTransition> steps, IReadOnlyList<Message> messages)
    {
        foreach (var step in steps)
        {
            var alert = books.Find(step.AlertId);
            trace.Add(Words.Of(step, alert.Key));
            ends.Check(step, alert, plan);
            if (step.To != AlertPhase.Firing || step.From == AlertPhase.Firing) continue;
            people.Began(alert.Key);
            lives.Fired(alert.Key, step.AlertId);
        }
        foreach (var message in messages) trace.Add(Words.Of(message));
        lives.Take(messages);
        Insistence.Take(messages, clock.GetUtcNow());
        Unknown.Take(messages);
        Events.Take(messages);
        told.AddRange(messages);
    }
}
