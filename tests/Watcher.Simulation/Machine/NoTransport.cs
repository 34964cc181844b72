using Watcher.Evm.Rpc;

namespace Watcher.Simulation;

/// <summary>An endpoint that has a name.</summary>
sealed class NoTransport(string name) : ITransport
{
    public string Name => name;

    public ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation) =>
        throw new InvalidOperationException("no node is asked here");
}
