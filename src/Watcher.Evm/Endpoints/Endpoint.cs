using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>One node and what is known of it.</summary>
sealed class Endpoint(ITransport transport)
{
    public string Name => transport.Name;

    public ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation) =>
        transport.Send(requests, cancellation);

    public EndpointHealth Health => new(Name, true, null, null, null, null);
}
