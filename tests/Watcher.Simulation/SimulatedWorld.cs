using Watcher.Alerts;
using Watcher.Channels;
using Watcher.Planning;
using Watcher.Store;

namespace Watcher.Simulation;

/// <summary>Everything there is: the clock, two chains with their nodes, the receivers, the disk, and the watcher's process while it lives.</summary>
sealed class SimulatedWorld : IDisposable
{
    const int Wallets = 3, PauseIn = 8;
    /// <summary>A round of healing is longer than the time for which a wallet may go unread at its end.</summary>
    static readonly CallBudget Scarce = new(2000, TimeSpan.FromMinutes(20), ImmutableDictionary<string, long>.Empty), Ample = Scarce with { MaxUnread = TimeSpan.FromMinutes(5) };
    readonly Trace trace;
    readonly WorldClock clock = new();
    readonly Dictionary<string, SimulatedNode> nodes;
    readonly Dictionary<string, Receiver> receivers;

    public SimulatedWorld(Dice dice, Trace trace)
    {
        (Dice, this.trace) = (dice, trace);
        Swarm = new(dice);
        Calls = new(dice);
        Disk = new(dice);
        nodes = Settings.Chains.ToDictionary(name => name, name => new SimulatedNode(new(name, Wallets, dice)));
        receivers = Plan.AllChannels.ToDictionary(name => name, name => new Receiver(name));
        Plan = Plan.First(Wallets, dice) with { Budget = Swarm.Has(Trouble.CallBudget) ? Scarce : null };
        Judge = new(nodes.ToDictionary(n => n.Key, n => n.Value.Chain), receivers, People, clock, trace);
        trace.Add($"troubles: {Swarm}");
    }

    public Dice Dice { get; }
    public Swarm Swarm { get; }
    public Calls Calls { get; }
    public Disk Disk { get; }
    public Judge Judge { get; }
    public People People { get; } = new();
    public DateTimeOffset Now => clock.GetUtcNow();
    public Plan Plan { get; private set; }
    /// <summary>Null while nothing runs.</summary>
    public WatcherProcess? Process { get; private set; }

    public SimulatedNode Node() => nodes[Dice.Of(Settings.Chains)];

    public SimulatedNode Node(string chain) => nodes[chain];

    public Receiver Receiver() => receivers[Dice.Of(Plan.AllChannels)];

    public void Say(string line) => trace.Add($"{clock.GetUtcNow():MM-dd HH:mm:ss} {line}");

    public void Pass(TimeSpan time)
    {
        clock.Pass(time);
        Say($"{time} passed");
    }

    public void SetClock(TimeSpan by)
    {
        clock.Set(by);
        Say($"the clock was set by {by}");
    }

    /// <summary>Starts the watcher on what is on the disk.</summary>
    public void Start()
    {
        Disk.Restart();
        var next = new WatcherProcess(Plan, Disk, Plan.Channels.Select(Channel), clock, new(Dice), Stored);
        Say($"started: {string.Join(' ', Plan.Rules.Select(r => $"{r.Name}<{r.Fire}"))}; wallets {string.Join(' ', Plan.Wallets)}; {string.Join(' ', Plan.Channels)}");
        Process = next;
        People.Look(next.Store);
        Judge.Started(next);
        next.Ledger.EndUnwatched();
        Judge.Ended();
    }

    /// <summary>Ends the watcher between two steps, as a person would.</summary>
    public void Stop(string why)
    {
        if (Process is null) return;
        Say($"stopped: {why}");
        End();
    }

    public void Edit()
    {
        Stop("its configuration is edited");
        Plan = Plan.Edited(Wallets, Swarm, Dice);
    }

    public void Cycle(string chain)
    {
        if (Process is not { } process || process.IsBusy(chain)) return;
        process.Start(chain, () => Cycle(process, nodes[chain]));
    }

    public void Deliver(string channel)
    {
        if (Process is not { } process || !process.Plan.Channels.Contains(channel) || process.IsBusy(channel)) return;
        process.Start(channel, () => process.Courier.Deliver(channel, CancellationToken.None));
    }

    /// <summary>The beat: time passes, and the watcher hears what people said.</summary>
    public void Beat()
    {
        if (Process is not { } process) return;
        Judge.Begin();
        Try(process, () => process.Ledger.Tick());
    }

    /// <summary>Something with the database, which may not serve.</summary>
    public void Try(WatcherProcess process, Action work)
    {
        try
        {
            work();
        }
        catch (StoreException trouble)
        {
            Say($"not stored, {trouble.Trouble}");
            if (!Disk.Crashed) Judge.Reread(process);
        }
    }

    /// <summary>What is ready goes on, mostly; a crash that has come about is carried out.</summary>
    public void GoOn()
    {
        while (!Disk.Crashed && Process?.Turns.TakeOne() == true && !Dice.OneIn(PauseIn)) { }
        if (Disk.Crashed && Process is not null) Die();
        foreach (var job in Settings.Chains.Concat(Plan.AllChannels)) Process?.IsBusy(job);
    }

    /// <summary>Everything under way comes to its end.</summary>
    public void Finish()
    {
        do
        {
            while (Process?.Turns.TakeOne() == true) { }
        } while (Calls.CompleteOne());
        GoOn();
    }

    public void Heal()
    {
        Say("everything heals");
        Stop("it is started anew");
        foreach (var node in nodes.Values) node.Mend();
        if (Plan.Budget is not null) Plan = Plan with { Budget = Ample };
        foreach (var receiver in receivers.Values) receiver.Mood = Mood.Well;
        Start();
    }

    public void Dispose()
    {
        Process?.Dispose();
        Disk.Dispose();
    }

    async Task Cycle(WatcherProcess process, SimulatedNode node)
    {
        try
        {
            await new SimulatedCycle(this, process, node).Run();
        }
        catch (StoreException trouble)
        {
            Say($"{node.Chain.Name}: not stored, {trouble.Trouble}");
            if (!Disk.Crashed) Judge.NotStored(process);
        }
    }

    void Stored(WatcherProcess process, AlertChanges changes)
    {
        if (!Disk.Crashed && !process.Turns.Stopped) Judge.Stored(process, changes);
    }

    IChannel Channel(string name)
    {
        var sending = new Sending(receivers[name], Calls, Arrives, Dice);
        return name == Plan.ForPeople ? new SimulatedPeopleChannel(sending, Judge.Rendered) : new SimulatedChannel(sending, Judge.Rendered);
    }

    void Arrives(Receiver receiver, OutgoingMessage message)
    {
        Say($"{receiver.Name} gets {message.IdempotencyKey}, try {message.Attempt}");
        Judge.Arrived(receiver, message);
    }

    /// <summary>The process is dead where it stood; of what it was sending, some has arrived.</summary>
    void Die()
    {
        Say("crash");
        Process!.Turns.Stopped = true;
        while (Calls.Count > 0 && Dice.OneIn(2)) Calls.CompleteOne();
        End();
    }

    void End()
    {
        Calls.Drop();
        Process!.Dispose();
        Process = null;
    }
}
