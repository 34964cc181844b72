using Watcher.Alerts;
using Watcher.Host.Config;
using Watcher.Host.Cycle;

namespace Watcher.Simulation;

/// <summary>One cycle of a chain, as <see cref="ChainCycle"/> goes about it, with the world's answers in the place of nodes.</summary>
sealed class SimulatedCycle(SimulatedWorld world, WatcherProcess process, SimulatedNode node)
{
    const int ReplayIn = 6;
    readonly Intake intake = process.Intakes[node.Chain.Name];
    readonly Spending spending = process.Spendings[node.Chain.Name];

    /// <exception cref="Watcher.Store.StoreException">The database does not serve.</exception>
    public async Task Run()
    {
        var due = spending.Due();
        world.Judge.Looks(node.Chain.Name, process.Plan, Numbers(due));
        if (due.IsEmpty) Rest();
        else await Look(due);
    }

    void Rest()
    {
        world.Judge.Begin();
        process.Ledger.Tick();
    }

    async Task Look(ImmutableArray<WalletConfig> due)
    {
        var seen = spending.Seen(due, intake.Seen);
        var block = await world.Calls.Make(() => node.Down ? null : node.Pin());
        if (block is not null)
            await intake.Prepare(node.Chain.GenesisHash, block.Ref, (number, _) => Task.FromResult(node.HashAt(number)), CancellationToken.None);
        if (block is null) Miss();
        else if (block.Ref.Hash == seen) Stand(due, block);
        else await Read(due, block);
        process.Ledger.Tick(spending.Count());
    }

    void Miss()
    {
        spending.Forget();
        var all = process.Plan.Wallets;
        Take(new(process.Plan, all, node.Chain, null, node.Unreached(all)), snapshot => intake.Take(snapshot, null));
    }

    void Stand(ImmutableArray<WalletConfig> due, SimulatedBlock block)
    {
        spending.Stand(due);
        var wallets = Numbers(due);
        world.Judge.Stands(node.Chain.Name, wallets);
        Take(new(process.Plan, wallets, node.Chain, null, node.Seen(block, wallets)), snapshot => intake.Take(snapshot, null));
    }

    async Task Read(ImmutableArray<WalletConfig> due, SimulatedBlock block)
    {
        var wallets = Numbers(due);
        var read = await world.Calls.Make(() => node.Read(block, wallets, intake.EventsReadTo));
        var (found, second) = await Confirmed(intake.Assess(read), read, block);
        Take(new(process.Plan, wallets, node.Chain, block, read) { Second = second }, _ => intake.Take(found));
        spending.Take(found);
    }

    async Task<(Findings Found, SecondServed? Second)> Confirmed(Findings found, BlockSnapshot.Read read, SimulatedBlock block)
    {
        var (wanted, asked) = intake.Doubts(found);
        if (wanted.IsEmpty || !world.Swarm.Has(Trouble.SecondEndpoint)) return (found, null);
        var (told, lie) = await world.Calls.Make(() => (node.Second(read, block, asked, intake.EventsReadTo), node.SecondLie));
        return told is null
            ? (SecondReading.Unconfirmed(found, wanted, "no answer"), new(Numbers(asked), null, false))
            : (SecondReading.Weigh(found, told, wanted, intake.Assess), new(Numbers(asked), lie, lie > 1 && (wanted.Any(IsCritical) || Numbers(asked).Any(wallet => Alarms(read, block, wallet, lie)))));
    }

    static bool IsCritical(Observation wanted) => wanted.Rule.Name == PlannedRule.Critical;

    /// <summary>The second endpoint alone would fire a critical alert on that wallet's loan.</summary>
    bool Alarms(BlockSnapshot.Read read, SimulatedBlock block, int wallet, decimal lie) =>
        process.Plan.Rules.FirstOrDefault(rule => rule.Name == PlannedRule.Critical) is { } critical
        && new Served(process.Plan, [wallet], node.Chain, block, read) { Second = new([wallet], lie, true) }.Loan(wallet).Value is { } value && critical.Holds(value);

    void Take(Served served, Action<BlockSnapshot> take)
    {
        world.Say(Words.Of(served));
        world.Judge.Begin();
        take(served.Snapshot);
        if (world.Disk.Crashed) return;
        world.Judge.Taken(served, world.Swarm.Has(Trouble.SecondEndpoint));
        if (!world.Swarm.Has(Trouble.Replays) || !world.Dice.OneIn(ReplayIn)) return;
        world.Say("the same again");
        world.Judge.Begin();
        take(served.Snapshot);
        if (!world.Disk.Crashed) world.Judge.Replayed();
    }

    static ImmutableArray<int> Numbers(ImmutableArray<WalletConfig> wallets) => [.. wallets.Select(Settings.Number)];
}
