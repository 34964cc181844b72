using System.Collections.Immutable;
using System.Globalization;
using Watcher.Devnet;

namespace Watcher.Benchmarks;

/// <summary>Resident memory of a <c>run</c> over 1,000 wallets, cycle by cycle, each with a new block.</summary>
static class MemoryBenchmark
{
    const int Wallets = 1000, Cycles = 15, Settling = 5;

    /// <summary>After it a cycle's memory is given back, and the next has not begun.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(600);

    public static async Task<ImmutableArray<Figure>> Run()
    {
        await using var node = await DevnetNode.Start();
        await using var watcher = new WatcherProcess(DevnetCycle.Settings(node, await node.Populate(Wallets, seed: 1)));
        var (resident, resting) = (new List<double>(), new List<double>());
        for (var cycle = 1; cycle <= Cycles; cycle++)
        {
            await watcher.Until(() => watcher.Cycles >= cycle);
            if (cycle > Settling) resident.Add(Megabytes(watcher, "VmRSS"));
            await Task.Delay(Pause, TimeProvider.System);
            if (cycle > Settling) resting.Add(Megabytes(watcher, "VmRSS"));
            await node.Mine();
        }
        return
        [
            new($"resident memory of run over {Wallets:N0} wallets, at the end of each of {Cycles - Settling} later cycles", Cost.Median(resident), "MB", 150),
            new("... at rest between cycles", Cost.Median(resting), "MB"),
            new("... at its peak, start included", Megabytes(watcher, "VmHWM"), "MB"),
        ];
    }

    /// <summary>The kernel says kB and means 1,024 bytes.</summary>
    static double Megabytes(WatcherProcess watcher, string field)
    {
        var text = Machine.Field($"/proc/{watcher.Id}/status", field) ?? throw new InvalidOperationException("resident memory is told by Linux only");
        return double.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) * 1024 / 1_000_000;
    }
}
