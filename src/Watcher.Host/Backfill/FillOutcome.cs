using System.Collections.Immutable;
using Watcher.Host.Cycle;

namespace Watcher.Host.Backfill;

/// <summary>How far the filling of a chain has come.</summary>
/// <param name="From">The first block that was asked for.</param>
/// <param name="To">The last.</param>
sealed record FillOutcome(string Chain, BlockRef From, BlockRef To)
{
    /// <summary>Points that are done, whatever came of them.</summary>
    public long Done { get; init; }

    /// <summary>Points at which something whole had been recorded before.</summary>
    public long Recorded { get; init; }

    /// <summary>The last block that was read.</summary>
    public BlockRef? Last { get; init; }

    /// <summary>What could not be read, and is recorded as that.</summary>
    public ImmutableList<FillGap> Gaps { get; init; } = [];

    /// <summary>Why it ended before its end; null where it did not.</summary>
    public Failure? Stopped { get; init; }

    /// <summary>One point more is done.</summary>
    /// <param name="read">Null where it had been recorded before.</param>
    public FillOutcome With(BlockSnapshot.Read? read) => read is null
        ? this with { Done = Done + 1, Recorded = Recorded + 1 }
        : this with { Done = Done + 1, Last = read.Block, Gaps = Missing(read) is { } why ? Gaps.Add(new(read.Block, why)) : Gaps };

    static Failure? Missing(BlockSnapshot.Read read) =>
        read.Readings.OfType<UnreadableReading>().FirstOrDefault()?.Failure ?? read.Prices.Failures.Values.FirstOrDefault();
}

/// <summary>A block of which not all could be read.</summary>
sealed record FillGap(BlockRef Block, Failure Why);
