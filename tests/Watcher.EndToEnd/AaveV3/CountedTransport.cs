using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.EndToEnd.AaveV3;

/// <summary>Counts what really goes over the wire.</summary>
sealed class CountedTransport(ITransport inner) : ITransport
{
    public int EthCalls { get; private set; }

    public int LogSearches { get; private set; }

    public string Name => inner.Name;

    public ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        EthCalls += requests.Count(request => request.Method == "eth_call");
        LogSearches += requests.Count(request => request.Method == "eth_getLogs");
        return inner.Send(requests, cancellation);
    }
}
