using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Evm.Rpc;

namespace Watcher.Tests.Evm;

/// <summary>Answers <c>eth_getLogs</c> from a list.</summary>
static class FakeLogs
{
    public static RpcAnswer Answer(IEnumerable<LogEntry> logs, RpcRequest request)
    {
        var filter = (IReadOnlyDictionary<string, object?>)request.Parameters[0]!;
        var (from, to) = ((ulong)filter["fromBlock"]!, (ulong)filter["toBlock"]!);
        var addresses = filter.TryGetValue("address", out var value) ? (ImmutableArray<Address>)value! : [];
        var found = logs.Where(log => log.BlockNumber >= from && log.BlockNumber <= to && (addresses.Length == 0 || addresses.Contains(log.Address)));
        return FakeNode.Json($"[{string.Join(',', found.Select(Json))}]");
    }

    static string Json(LogEntry log) => $$"""
        {"address":"{{log.Address}}","topics":[{{string.Join(',', log.Topics.Select(topic => $"\"{topic}\""))}}],"data":"{{Hex.Encode(log.Data.Span)}}",
        "blockNumber":"0x{{log.BlockNumber:x}}","blockHash":"{{log.BlockHash}}","transactionHash":"{{log.TransactionHash}}","logIndex":"0x{{log.LogIndex:x}}","removed":false}
        """;
}
