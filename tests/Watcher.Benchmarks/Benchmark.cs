using System.Collections.Immutable;

namespace Watcher.Benchmarks;

/// <summary>One thing that is claimed about speed or size, and how it is measured.</summary>
sealed record Benchmark(string Name, Func<Task<ImmutableArray<Figure>>> Run)
{
    /// <summary>What needs no node first.</summary>
    public static readonly ImmutableArray<Benchmark> All =
    [
        new("codec", () => Task.FromResult(CodecBenchmark.Run())),
        new("engine", () => Task.FromResult(EngineBenchmark.Run())),
        new("store", () => Task.FromResult(StoreBenchmark.Run())),
        new("size", () => Task.FromResult(SizeBenchmark.Run())),
        new("history", HistoryBenchmark.Run),
        new("calls", CallsBenchmark.Run),
        new("cycle", CycleBenchmark.Run),
        new("memory", MemoryBenchmark.Run),
        new("latency", LatencyBenchmark.Run),
        new("page", PageBenchmark.Run),
        new("help", HelpBenchmark.Run),
    ];
}
