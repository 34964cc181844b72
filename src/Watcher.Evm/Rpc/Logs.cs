using System.Collections.Immutable;
using System.Text.Json;

namespace Watcher.Evm.Rpc;

/// <summary>Reads the answers of <c>eth_getLogs</c>.</summary>
static class Logs
{
    const int MostTopics = 4;

    /// <exception cref="FormatException">Not a list of logs.</exception>
    public static ImmutableArray<LogEntry> Of(RpcAnswer answer) => answer.Json() is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Where(log => !IsRemoved(log)).Select(Of)]
        : throw new FormatException("a list of logs was expected");

    /// <summary>Finds fault with logs that were not asked for, and with those of another block of the pinned one's number.</summary>
    public static Failure? Judge(RpcAnswer answer, LogFilter filter, ulong from, BlockRef block)
    {
        try
        {
            var logs = Of(answer);
            if (logs.Any(log => log.BlockNumber < from || log.BlockNumber > block.Number || !Matches(log, filter)))
                return new(FailureReason.BadAnswer, "logs that were not asked for");
            return logs.Any(log => log.BlockNumber == block.Number && log.BlockHash != block.Hash)
                ? new(FailureReason.BlockGone, $"logs of another block {block.Number}")
                : null;
        }
        catch (FormatException e)
        {
            return new(FailureReason.BadAnswer, $"not logs: {e.Message}");
        }
    }

    static bool Matches(LogEntry log, LogFilter filter)
    {
        if (filter.Addresses.Length > 0 && !filter.Addresses.Contains(log.Address)) return false;
        return filter.Topics.Length <= log.Topics.Length && filter.Topics.Zip(log.Topics).All(pair => pair.First is null || pair.First == pair.Second);
    }

    static bool IsRemoved(JsonElement log) => log.ValueKind == JsonValueKind.Object && log.TryGetProperty("removed", out var removed) && removed.ValueKind == JsonValueKind.True;

    static LogEntry Of(JsonElement log)
    {
        if (log.ValueKind != JsonValueKind.Object) throw new FormatException("a log is no object");
        return new(Address.Parse(Quantities.Text(log, "address")), Topics(log), Hex.Decode(Quantities.Text(log, "data")), Quantities.Of(log, "blockNumber"),
            Hash32.Parse(Quantities.Text(log, "blockHash")), Hash32.Parse(Quantities.Text(log, "transactionHash")), Index(log));
    }

    static int Index(JsonElement log) => Quantities.Of(log, "logIndex") is var index and <= int.MaxValue ? (int)index : throw new FormatException("a log's index is out of range");

    static ImmutableArray<Hash32> Topics(JsonElement log)
    {
        if (!log.TryGetProperty("topics", out var topics) || topics.ValueKind != JsonValueKind.Array || topics.GetArrayLength() > MostTopics)
            throw new FormatException("a log has no topics");
        return [.. topics.EnumerateArray().Select(topic => Hash32.Parse(topic.ToString()))];
    }
}
