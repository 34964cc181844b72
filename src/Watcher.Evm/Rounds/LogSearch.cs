using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>
/// Searches events up to the pinned block. Logs are asked by number, so the block's header is read after them: they count only while it is
/// still the pinned one. A range that a node finds too large is asked in halves.
/// </summary>
sealed class LogSearch(BlockSession session, List<LogsRead> reads)
{
    const int Batch = 50;

    readonly record struct Part(LogsRead Read, ulong From, ulong To);

    readonly Dictionary<LogsRead, List<LogEntry>> found = reads.ToDictionary(read => read, _ => new List<LogEntry>());
    readonly Dictionary<LogsRead, Failure> failed = [];

    public async Task Run(CancellationToken cancellation)
    {
        var parts = reads.Where(read => read.FromBlock <= session.Block.Number).Select(read => new Part(read, read.FromBlock, session.Block.Number));
        for (var open = parts.ToList(); open.Count > 0;)
        {
            var halves = new List<Part>();
            foreach (var batch in open.Chunk(Batch)) await Search(batch, halves, cancellation);
            open = halves;
        }
    }

    /// <summary>Hands out what was found; on the engine's thread.</summary>
    public void Tell()
    {
        foreach (var (read, logs) in found)
        {
            if (failed.TryGetValue(read, out var failure)) read.Fail(failure);
            else read.Complete([.. logs.OrderBy(log => log.BlockNumber).ThenBy(log => log.LogIndex)]);
        }
    }

    async Task Search(Part[] batch, List<Part> halves, CancellationToken cancellation)
    {
        var asked = await session.Ask(_ => [.. batch.Select(Request), BlockHeader.Request(session.Block.Number)],
            (i, answer) => i < batch.Length ? Logs.Judge(answer, batch[i].Read.Filter, batch[i].From, session.Block) : Header(answer), cancellation);
        var departed = asked.Answers[^1].Failure;
        for (var i = 0; i < batch.Length; i++)
        {
            if (departed is null && asked.Answers[i].Failure is null) found[batch[i].Read].AddRange(Logs.Of(asked.Answers[i]));
            else Cope(batch[i], departed ?? asked.Answers[i].Failure!, halves);
        }
    }

    Failure? Header(RpcAnswer answer) => BlockHeader.Judge(answer) ?? session.Departed(BlockHeader.Of(answer));

    void Cope(Part part, Failure failure, List<Part> halves)
    {
        if (failure.Reason != FailureReason.TooLarge || part.From == part.To)
        {
            failed[part.Read] = failure;
            return;
        }
        var middle = part.From + (part.To - part.From) / 2;
        halves.Add(part with { To = middle });
        halves.Add(part with { From = middle + 1 });
    }

    static RpcRequest Request(Part part)
    {
        var filter = new Dictionary<string, object?> { ["fromBlock"] = part.From, ["toBlock"] = part.To, ["topics"] = part.Read.Filter.Topics };
        if (part.Read.Filter.Addresses.Length > 0) filter["address"] = part.Read.Filter.Addresses;
        return new("eth_getLogs", filter);
    }
}
