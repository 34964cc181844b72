using Watcher.Alerts;
using Watcher.Store;

namespace Watcher.Simulation;

/// <summary>How each kind of trouble comes about, and ends again.</summary>
sealed class Troubles(SimulatedWorld world)
{
    Dice Dice => world.Dice;

    public void AddTo(Steps steps)
    {
        foreach (var (kind, weight, happen) in All())
            if (world.Swarm.Has(kind)) steps.Add(weight, happen);
    }

    IEnumerable<(Trouble, int, Action)> All() =>
    [
        (Trouble.ChainUnreachable, 2, () => AtNode("up or down", node => node.Down ^= true)),
        (Trouble.NodeBehind, 2, () => AtNode("behind", node => node.Behind = Dice.Below(4))),
        (Trouble.HeadersUnanswered, 2, () => AtNode("headers", node => node.HeadersUnanswered ^= true)),
        (Trouble.PricesUnreadable, 2, () => AtNode("prices", node => node.PricesUnreadable ^= true)),
        (Trouble.SubjectsUnreadable, 4, () => AtNode("readable", Unreadable)),
        (Trouble.Reorganisation, 4, () => AtNode("reorganised", node => node.Chain.Reorganise())),
        (Trouble.ForkComesBack, 3, () => AtNode("fork comes back", node => node.Chain.ComeBack())),
        (Trouble.SecondSilent, 2, () => AtNode("second endpoint silent or not", node => node.SecondSilent ^= true)),
        (Trouble.SecondLies, 3, () => AtNode("second endpoint lies or not", node => node.SecondLie = Dice.Of([1m, 0.5m, 0.9m, 1.1m, 2m]))),
        (Trouble.CallsSpent, 3, () => InProcess("calls are spent", store => world.Try(world.Process!, () => Spend(store)))),
        (Trouble.Resends, 3, Resend),
        (Trouble.ChannelDown, 3, () => AtReceiver(Mood.Down)),
        (Trouble.ChannelRefuses, 1, () => AtReceiver(Mood.Refuses)),
        (Trouble.ReceiptLost, 3, () => AtReceiver(Mood.LosesReceipts)),
        (Trouble.ReceivedTwice, 3, () => AtReceiver(Mood.HearsTwice)),
        (Trouble.ChannelThrows, 2, () => AtReceiver(Mood.Throws)),
        (Trouble.RetryAfter, 2, () => AtReceiver(Mood.AsksForPatience)),
        (Trouble.Crash, 3, () => InProcess("it crashes", _ => world.Disk.Crash())),
        (Trouble.CrashInside, 3, () => InProcess("it will crash inside", store => world.Disk.CrashAfter(store, Dice.Between(1, 80), false))),
        (Trouble.TornWrite, 2, () => InProcess("it will crash in a write", store => world.Disk.CrashAfter(store, Dice.Between(1, 80), true))),
        (Trouble.DiskFull, 3, () => InProcess("disk", store => Either(store, world.Disk.MakeFull))),
        (Trouble.DiskReadOnly, 2, () => InProcess("disk", store => Either(store, world.Disk.MakeReadOnly))),
        (Trouble.CommitFails, 2, () => InProcess("disk", store => Either(store, world.Disk.FailCommits))),
        (Trouble.ClockForward, 2, () => world.SetClock(TimeSpan.FromMinutes(Dice.Between(1, 90)))),
        (Trouble.ClockBack, 2, () => world.SetClock(-TimeSpan.FromMinutes(Dice.Between(1, 90)))),
        (Trouble.Acknowledgements, 4, Acknowledge),
        (Trouble.Silences, 3, Silence),
        (Trouble.RuleEdits, 2, world.Edit),
        (Trouble.WalletEdits, 2, world.Edit),
        (Trouble.ChannelEdits, 2, world.Edit),
    ];

    void Acknowledge()
    {
        if (world.Process is not { } process || world.Judge.Firing is not { Count: > 0 } firing) return;
        var alert = Dice.Of(firing);
        world.Say($"somebody takes on {alert.Key.Rule} on {alert.Key.Subject}");
        world.Try(process, () => world.People.Acknowledge(process.Store, alert, world.Now));
    }

    void Silence()
    {
        if (world.Process is not { } process) return;
        if (world.People.Silences is { Count: > 0 } made && Dice.OneIn(3))
        {
            var ended = Dice.Of(made);
            world.Say($"somebody ends silence {ended.Id}");
            world.Try(process, () => world.People.End(process.Store, ended, world.Now));
            return;
        }
        var silence = Words(Dice.Below(Silences), new(0, world.Now, world.Now + TimeSpan.FromMinutes(Dice.Between(5, 120))) { Unknown = Dice.OneIn(4) });
        world.Say($"somebody silences {silence with { Id = 0 }}");
        world.Try(process, () => world.People.Silence(process.Store, silence));
    }

    void Spend(WatcherStore store) => store.Calls.Add(Dice.Of(Settings.Chains), [("127.0.0.1#0", Dice.Between(1, 10) * 100)], world.Now);

    void Resend()
    {
        if (world.Process is not { } process || process.Store.Outbox.Dead(null) is not { IsEmpty: false } dead) return;
        var letter = Dice.Of(dead);
        world.Say($"somebody sends {string.Join(' ', letter.Tells)} to {letter.Channel} again");
        world.Try(process, () => process.Store.Outbox.Resend([letter.Id], world.Now));
    }

    const int Silences = 5;

    Silence Words(int kind, Silence silence) => kind switch
    {
        0 => silence with { Rule = Dice.Of(world.Plan.Rules).Name },
        1 => silence with { Chain = Dice.Of(Settings.Chains) },
        2 => silence with { Wallet = Settings.Wallet(Dice.Below(3)).Address.ToString() },
        3 => silence with { Rule = "critical", Subject = Settings.LoanId(Dice.Of(Settings.Chains), Dice.Below(3)) },
        _ => silence with { Rule = "poor", Wallet = Plan.PortfolioLabel },
    };

    void AtNode(string what, Action<SimulatedNode> happen)
    {
        var node = world.Node();
        happen(node);
        world.Say($"{node.Chain.Name}: {what}; head {node.Chain.Head.Ref.Number}, {(node.Down ? "down" : "up")}, {node.Behind} behind, {node.Unreadable.Count} unreadable");
    }

    void Unreadable(SimulatedNode node)
    {
        var subject = (Dice.Below(3), Dice.OneIn(2));
        if (!node.Unreadable.Remove(subject)) node.Unreadable.Add(subject);
    }

    void AtReceiver(Mood mood)
    {
        var receiver = world.Receiver();
        receiver.Mood = receiver.Mood == mood ? Mood.Well : mood;
        world.Say($"{receiver.Name}: {receiver.Mood}");
    }

    void InProcess(string what, Action<WatcherStore> happen)
    {
        if (world.Process is not { } process) return;
        world.Say(what);
        happen(process.Store);
    }

    void Either(WatcherStore store, Action<WatcherStore> spoil)
    {
        if (Dice.OneIn(2)) world.Disk.Mend(store);
        else spoil(store);
    }
}
