namespace Watcher.Host.Cycle;

/// <summary>One structured line per cycle.</summary>
sealed partial class CycleLog(ILogger<CycleLog> log)
{
    public void Write(CycleOutcome outcome)
    {
        var milliseconds = (long)outcome.Took.TotalMilliseconds;
        if (outcome.Block is not { } block) Unreached(outcome.Chain.Name, outcome.Failure!.ReasonText, outcome.Failure.Why, milliseconds);
        else if (outcome.Counters is { } cost)
            Read(outcome.Chain.Name, block.Number, outcome.Status, outcome.Complete, milliseconds, cost.Rounds, cost.EthCalls, cost.InnerCalls, cost.MergedCalls, cost.ReAsks, cost.BytesUp, cost.BytesDown);
        else Seen(outcome.Chain.Name, block.Number, outcome.Status, milliseconds);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "cycle chain={Chain} block={Block} status={Status} complete={Complete} ms={Milliseconds} rounds={Rounds} eth_calls={EthCalls} inner={InnerCalls} merged={Merged} reasks={ReAsks} up={BytesUp} down={BytesDown}")]
    partial void Read(string chain, ulong block, Reports.ReportStatus status, bool complete, long milliseconds, int rounds, int ethCalls, int innerCalls, int merged, int reAsks, long bytesUp, long bytesDown);

    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "cycle chain={Chain} block={Block} status={Status} seen before, ms={Milliseconds}")]
    partial void Seen(string chain, ulong block, Reports.ReportStatus status, long milliseconds);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "cycle chain={Chain} UNKNOWN reason=\"{Reason}\" why=\"{Why}\" ms={Milliseconds}")]
    partial void Unreached(string chain, string reason, string why, long milliseconds);
}
