using System.Collections.Immutable;

namespace Watcher.Evm.Rpc;

/// <summary>One JSON-RPC endpoint and a way to reach it.</summary>
public interface ITransport
{
    /// <summary><c>host#index</c>: how logs, reports and errors name the endpoint. Never a path, query or key.</summary>
    string Name { get; }

    /// <summary>
    /// Sends the requests in one round trip where the node takes that, and answers each at its own place. What goes wrong comes back as the
    /// failure of an answer, in the closed set of <see cref="FailureReason"/> and without the endpoint's name, which the pool adds; only
    /// cancellation throws. It does not retry.
    /// </summary>
    ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation);
}
