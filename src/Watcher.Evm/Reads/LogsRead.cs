using System.Collections.Immutable;

namespace Watcher.Evm;

/// <summary>The events that a filter finds from a block up to the pinned one.</summary>
sealed class LogsRead(LogFilter filter, ulong fromBlock) : Read<ImmutableArray<LogEntry>>
{
    public LogFilter Filter => filter;

    public ulong FromBlock => fromBlock;
}
