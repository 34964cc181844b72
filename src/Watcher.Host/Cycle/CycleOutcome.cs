using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Reports;

namespace Watcher.Host.Cycle;

/// <summary>How a cycle went.</summary>
/// <param name="Block">Null where none could be read.</param>
/// <param name="Complete">Everything of it could be read.</param>
/// <param name="Counters">What it cost; null where nothing was read anew.</param>
/// <param name="Failure">Why not even a block could be had.</param>
sealed record CycleOutcome(ChainConfig Chain, BlockRef? Block, ReportStatus Status, bool Complete, ReadCounters? Counters, Failure? Failure)
{
    /// <summary>Something was read anew, or could not be.</summary>
    public bool IsNews => Counters is not null || Failure is not null;

    /// <summary>Readings of this cycle that were good, and that could not be had.</summary>
    public int Good { get; init; }

    /// <inheritdoc cref="Good"/>
    public int Unreadable { get; init; }

    public TimeSpan Took { get; init; }
    public DateTimeOffset At { get; init; }
}
