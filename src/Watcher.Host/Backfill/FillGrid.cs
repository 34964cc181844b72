using System.Collections.Immutable;
using Watcher.Host.Backtest;

namespace Watcher.Host.Backfill;

/// <summary>The points of the past at which the history is to have something: the same from call to call, so that a later one finds what an earlier one has done.</summary>
static class FillGrid
{
    /// <param name="from">The first.</param>
    /// <param name="to">The last, which is on the grid in any case.</param>
    /// <param name="steps">How far one is from the next.</param>
    public static IEnumerable<FillPoint> Points(BlockRef from, BlockRef to, PastSteps steps)
    {
        if (from.Number > to.Number) return [];
        return steps.EveryBlocks is { } distance ? ByNumber(from.Number, to.Number, distance) : ByTime(from.Timestamp, to.Timestamp, steps.Every);
    }

    static IEnumerable<FillPoint> ByNumber(ulong from, ulong to, ulong distance)
    {
        for (var number = from; number < to; number += Math.Min(distance, to - number)) yield return new(new(number, null), null);
        yield return new(new(to, null), null);
    }

    static IEnumerable<FillPoint> ByTime(DateTimeOffset from, DateTimeOffset to, TimeSpan every)
    {
        var before = from - DateTimeOffset.UnixEpoch < every ? DateTimeOffset.UnixEpoch : from - every;
        for (var time = from; time < to; (before, time) = (time, time + (to - time < every ? to - time : every))) yield return new(new(null, time), before);
        yield return new(new(null, to), before);
    }

    public static long Count(BlockRef from, BlockRef to, PastSteps steps) => from.Number > to.Number ? 0
        : 1 + (long)Math.Ceiling(steps.EveryBlocks is { } distance ? (double)(to.Number - from.Number) / distance : (to.Timestamp - from.Timestamp) / steps.Every);
}

/// <summary>A point on the grid.</summary>
/// <param name="At">A block's number, or a time: then it is about the newest block that is not later.</param>
/// <param name="After">With a time: whatever is recorded after this one and up to it will do.</param>
sealed record FillPoint(PastPoint At, DateTimeOffset? After);
