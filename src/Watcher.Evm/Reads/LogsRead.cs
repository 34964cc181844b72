using System.Collections.Immutable;

namespace Watcher.Evm;

/// <summary>The events that a filter finds from a block up to the pinned one.</summary>
sealed class LogsRead : Read<ImmutableArray<LogEntry>>
{
    public LogsRead(ReadRounds rounds, LogFilter filter, ulong fromBlock) => (Rounds, Filter, FromBlock) = (rounds, filter, fromBlock);

    public LogFilter Filter { get; }

    public ulong FromBlock { get; }
}
