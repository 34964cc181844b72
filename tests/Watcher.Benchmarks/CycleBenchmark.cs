using System.Collections.Immutable;
using System.Diagnostics;
using Watcher.Devnet;
using Watcher.Evm.Rpc;

namespace Watcher.Benchmarks;

/// <summary>
/// A whole later cycle of reading against sending the very same bytes to the node, as many at a time, and throwing the answers away: what is
/// above 1 is ours, the rest is the node's time and the wire's. Alternating on the same block; the median ratio counts.
/// </summary>
static class CycleBenchmark
{
    const int Wallets = 500, Pairs = 21, PairsPerBlock = 4;

    /// <summary>What runs once a cycle is compiled for good after thirty of them.</summary>
    const int WarmUps = 40;

    /// <summary>As many requests as the engine has under way at once.</summary>
    const int AtOnce = 8;

    public static async Task<ImmutableArray<Figure>> Run()
    {
        await using var node = await DevnetNode.Start();
        var wallets = await node.Populate(Wallets, seed: 1);
        using var cycle = new DevnetCycle(node, wallets);
        using var http = new HttpExchange(node.Url, HttpTransport.LargestAnswer);
        var pairs = new List<(TimeSpan Cycle, TimeSpan Replay)>();
        var requests = new List<List<ReadOnlyMemory<byte>>>();
        for (var i = -WarmUps; i < Pairs; i++)
        {
            if (i % PairsPerBlock == 0)
            {
                await node.Mine();
                // The first on a block asks for its events too, and to note what is sent takes time and memory of its own.
                await cycle.Run();
                requests = await cycle.Wire.Noted(cycle.Run);
            }
            var took = await Time(cycle.Run);
            var replay = await Time(() => Replay(http, requests));
            if (i >= 0) pairs.Add((took, replay));
        }
        return
        [
            new($"a later cycle over {Wallets} wallets to the node's own time for the same requests", Cost.Median(pairs.Select(p => p.Cycle / p.Replay)), "×", 1.15, 1.3),
            new("... the cycle", Cost.Median(pairs.Select(p => p.Cycle.TotalMilliseconds)), "ms"),
            new($"... the replay of its {requests.Sum(wave => wave.Count)} requests in {requests.Count} waves", Cost.Median(pairs.Select(p => p.Replay.TotalMilliseconds)), "ms"),
        ];
    }

    static async Task Replay(HttpExchange http, List<List<ReadOnlyMemory<byte>>> waves)
    {
        foreach (var wave in waves)
            await Parallel.ForEachAsync(wave, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (body, cancellation) => await Send(http, body, cancellation));
    }

    static async Task Send(HttpExchange http, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var reply = await http.Post(body, cancellation);
        if (reply.Failure is { } failure) throw new InvalidOperationException(failure.Why);
    }

    static async Task<TimeSpan> Time(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started);
    }
}
