using System.Collections.Immutable;

namespace Watcher.Evm.Rpc;

/// <summary>Sends requests in batches of a size that nodes take, and singly to a node that once refused a batch.</summary>
/// <param name="exchange">One round trip.</param>
/// <param name="redact">Takes the endpoint's secrets out of a text.</param>
sealed class Batches(Func<ImmutableArray<RpcRequest>, CancellationToken, Task<RpcExchange>> exchange, Func<string, string> redact)
{
    const int Largest = 100;
    const int SinglesAtOnce = 8;

    volatile bool taken = true;

    public async ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        if (requests.Length > 1 && !taken) return await SendSingly(requests, cancellation);
        var answers = ImmutableArray.CreateBuilder<RpcAnswer>(requests.Length);
        foreach (var batch in requests.Chunk(Largest)) answers.AddRange(await Exchange([.. batch], cancellation));
        return answers.MoveToImmutable();
    }

    async Task<ImmutableArray<RpcAnswer>> SendSingly(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        var answers = new RpcAnswer[requests.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = SinglesAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, requests.Length, options, async (i, token) => answers[i] = (await Exchange([requests[i]], token))[0]);
        return [.. answers];
    }

    async Task<ImmutableArray<RpcAnswer>> Exchange(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        using var done = await exchange(requests, cancellation);
        if (done.IsAnswered || requests.Length == 1 || !done.Reply.RefusesBatches) return done.Settle(redact);
        taken = false;
        return await SendSingly(requests, cancellation);
    }
}
