using System.Diagnostics;
using Xunit;

namespace Watcher.Simulation;

/// <summary>A few hundred seeds, each a life of its own. One that fails is replayed by <c>--seed</c>, with all that happened.</summary>
public sealed class SeedTests
{
    const int Count = 200;

    /// <summary>Those that found a bug, in the world as it is now: docs/simulation.md.</summary>
    static readonly ulong[] Named = [1543, 4477, 6207, 9430, 24935, 71509, 74066];

    [Fact]
    public void Whatever_happens_the_watcher_keeps_its_promises()
    {
        var cores = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(Enumerable.Range(1, Count).Select(seed => (ulong)seed).Concat(Named), cores, seed =>
        {
            var outcome = Simulation.Run(seed);
            Assert.True(outcome.Failure is null, $"--seed {seed}: {outcome.Failure}");
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4711)]
    public async Task Another_process_takes_the_same_way(ulong seed)
    {
        using var other = Process.Start(new ProcessStartInfo("dotnet", [typeof(SeedTests).Assembly.Location, "--seed", $"{seed}"]) { RedirectStandardOutput = true })!;
        var lines = (await other.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var own = Simulation.Run(seed, keepTrace: true);
        Assert.Equal(string.Join('\n', own.Trace), string.Join('\n', lines[..^1]));
        Assert.EndsWith($"digest {own.Digest}", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4711)]
    public void The_same_seed_is_the_same_run(ulong seed)
    {
        var (first, again) = (Simulation.Run(seed, keepTrace: true), Simulation.Run(seed, keepTrace: true));
        Assert.Equal(first.Trace, again.Trace);
        Assert.Equal(first.Digest, again.Digest);
    }
}
