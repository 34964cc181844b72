using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.Benchmarks;

/// <summary>Notes on demand what is sent to a node, in waves: what is sent while something is under way belongs to its wave.</summary>
sealed class RecordedWire(ITransport inner) : ITransport
{
    readonly Lock gate = new();
    List<List<ImmutableArray<RpcRequest>>>? waves;
    int underWay;

    public string Name => inner.Name;

    public async ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (underWay++ == 0) waves?.Add([]);
            waves?[^1].Add([.. requests.Select(Kept)]);
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

    /// <summary>Call data is lent for the sending only.</summary>
    static RpcRequest Kept(RpcRequest request) =>
        request with { Parameters = [.. request.Parameters.Select(parameter => parameter is EthCall call ? call with { Data = call.Data.ToArray() } : parameter)] };

    static ReadOnlyMemory<byte> Body(ImmutableArray<RpcRequest> requests)
    {
        using var body = RpcBody.Write(requests.AsSpan(), 1).Body;
        return body.Written.ToArray();
    }

    /// <summary>The bytes of everything that is sent meanwhile.</summary>
    public async Task<List<List<ReadOnlyMemory<byte>>>> Noted(Func<Task> sending)
    {
        lock (gate) waves = [];
        await sending();
        lock (gate)
        {
            var bodies = waves.Select(wave => wave.Select(requests => Body(requests)).ToList()).ToList();
            waves = null;
            return bodies;
        }
    }
}
