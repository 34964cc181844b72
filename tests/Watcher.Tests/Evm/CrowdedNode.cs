using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.Tests.Evm;

/// <summary>A node that answers nobody until as many as it waits for stand before it, and whoever else may come had ample occasion to.</summary>
sealed class CrowdedNode(FakeNode inner) : ITransport
{
    const int Occasions = 1000;

    readonly TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock gate = new();
    int underWay;

    public string Name => inner.Name;

    /// <summary>How many requests it waits for; none at first.</summary>
    public int WaitsFor { get; set; }

    /// <summary>The most that were under way at the same time.</summary>
    public int Most { get; private set; }

    public async ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        Enter();
        if (WaitsFor > 0) await Crowd(cancellation);
        lock (gate) underWay--;
        return await inner.Send(requests, cancellation);
    }

    async Task Crowd(CancellationToken cancellation)
    {
        await full.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellation);
        for (var i = 0; i < Occasions; i++) await Task.Yield();
    }

    void Enter()
    {
        lock (gate)
        {
            Most = Math.Max(Most, ++underWay);
            if (underWay == WaitsFor) full.TrySetResult();
        }
    }
}
