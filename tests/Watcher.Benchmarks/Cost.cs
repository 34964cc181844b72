using System.Diagnostics;

namespace Watcher.Benchmarks;

/// <summary>What doing something once cost.</summary>
/// <param name="Bytes">Allocated meanwhile.</param>
readonly record struct Cost(TimeSpan Time, long Bytes)
{
    const int WarmUps = 60;

    public static Cost Of(Action action)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        action();
        var time = Stopwatch.GetElapsedTime(started);
        return new(time, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    /// <summary>The medians of many times, once the compiler has done its best.</summary>
    public static Cost Median(int times, Action action)
    {
        for (var i = 0; i < WarmUps; i++) action();
        var costs = Enumerable.Range(0, times).Select(_ => Of(action)).ToList();
        return new(TimeSpan.FromTicks((long)Median(costs.Select(s => (double)s.Time.Ticks))), (long)Median(costs.Select(s => (double)s.Bytes)));
    }

    public static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted && sorted.Count % 2 == 1
        ? sorted[sorted.Count / 2]
        : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
}
