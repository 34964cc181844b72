using Watcher.Store;

namespace Watcher.Simulation;

/// <summary>How a seed went.</summary>
/// <param name="Digest">Of all that happened.</param>
/// <param name="Failure">The promise that was broken, or the exception that nobody caught; null where all went well.</param>
/// <param name="Trace">A line for each thing that happened, where they were kept.</param>
sealed record Outcome(ulong Seed, int Steps, string Digest, Exception? Failure, IReadOnlyList<string> Trace);

/// <summary>
/// One seed: the real pipeline from readings to receivers in a world of faults, step by step. All chance comes from the seed, so the same
/// seed is the same run.
/// </summary>
static class Simulation
{
    const int Steps = 250, HealingRounds = 60;
    static readonly TimeSpan HealingRound = TimeSpan.FromMinutes(6);
    static readonly ImmutableArray<TimeSpan> Passing =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(40)];

    /// <param name="seed">Any number.</param>
    /// <param name="keepTrace">For people; costs memory.</param>
    public static Outcome Run(ulong seed, bool keepTrace = false)
    {
        using var trace = new Trace(keepTrace);
        Exception? failure = null;
        try
        {
            using var world = new SimulatedWorld(new(seed), trace);
            Go(world);
        }
        catch (Exception error)
        {
            failure = error;
            trace.Add(error is Violation ? $"!! {error.Message}" : $"!! {error}");
        }
        return new(seed, Steps, trace.Digest, failure, trace.Lines);
    }

    static void Go(SimulatedWorld world)
    {
        var choices = Choices(world, new(world));
        for (var step = 0; step < Steps; step++)
        {
            if (world.Process is null && world.Dice.OneIn(2)) world.Start();
            choices.TakeOne();
            world.GoOn();
        }
        Heal(world);
    }

    static Steps Choices(SimulatedWorld world, Troubles troubles)
    {
        var choices = new Steps(world.Dice);
        choices.Add(20, () => world.Node().Chain.Mine(world.Swarm.Has(Trouble.ClosedLoans), world.Swarm.Has(Trouble.Liquidations)));
        choices.Add(30, () => world.Cycle(world.Dice.Of(Settings.Chains)));
        choices.Add(45, () => world.Calls.CompleteOne());
        choices.Add(20, () => world.Deliver(world.Dice.Of(world.Plan.Channels)));
        choices.Add(14, () => world.Pass(world.Dice.Of(Passing)));
        choices.Add(5, world.Beat);
        troubles.AddTo(choices);
        return choices;
    }

    /// <summary>All trouble ends, and time passes until nothing is owed any more: then the last promises must be kept.</summary>
    static void Heal(SimulatedWorld world)
    {
        world.Heal();
        for (var round = 0; round < HealingRounds; round++)
        {
            if (world.Process is null) world.Start();
            foreach (var chain in Settings.Chains)
            {
                world.Node(chain).Chain.Mine(mayClose: false, mayLiquidate: false);
                world.Cycle(chain);
                world.Finish();
            }
            world.Pass(HealingRound);
            foreach (var channel in world.Plan.Channels) world.Deliver(channel);
            world.Finish();
            if (round > 2 && world.Process!.Store.Outbox.NextDue() is null) break;
        }
        world.Judge.Finish(world.Process!, world.Swarm);
    }
}
