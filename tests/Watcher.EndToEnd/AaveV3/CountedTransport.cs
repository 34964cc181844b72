using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.EndToEnd.AaveV3;

/// <summary>Counts what really goes over the wire; requests travel at the same time.</summary>
sealed class CountedTransport(ITransport inner) : ITransport
{
    int ethCalls;
    int logSearches;

    public int EthCalls => ethCalls;

    public int LogSearches => logSearches;

    public string Name => inner.Name;

    public ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        Interlocked.Add(ref ethCalls, requests.Count(request => request.Method == "eth_call"));
        Interlocked.Add(ref logSearches, requests.Count(request => request.Method == "eth_getLogs"));
        return inner.Send(requests, cancellation);
    }
}
