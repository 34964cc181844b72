using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.Benchmarks;

/// <summary>Notes what is sent to a node, in waves: what is sent while something is under way belongs to its wave.</summary>
sealed class RecordedWire(ITransport inner) : ITransport
{
    readonly Lock gate = new();
    List<List<ImmutableArray<RpcRequest>>> waves = [];
    int underWay;

    public string Name => inner.Name;

    public async ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (underWay++ == 0) waves.Add([]);
            waves[^1].Add(requests);
        }
        try
        {
            return await inner.Send(requests, cancellation);
        }
        finally
        {
            lock (gate) underWay--;
        }
    }

    /// <summary>The bytes of everything sent since the last call.</summary>
    public List<List<ReadOnlyMemory<byte>>> Take()
    {
        lock (gate)
        {
            var bodies = waves.Select(wave => wave.Select(requests => RpcBody.Write(requests.AsSpan(), 1).Body).ToList()).ToList();
            waves = [];
            return bodies;
        }
    }
}
