using System.Collections.Concurrent;
using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>Counts while a block is read; requests count themselves from several threads.</summary>
sealed class ReadTally(TimeProvider time)
{
    readonly long started = time.GetTimestamp();
    readonly ConcurrentDictionary<string, bool> sources = new();
    int ethCalls, requests, inner, reAsks;
    long up, down;
    TimeSpan elapsed;

    public int Rounds { get; set; }

    public int Merged { get; set; }

    /// <summary>The endpoints whose answers were taken.</summary>
    public ImmutableArray<string> Sources => [.. sources.Keys.Order(StringComparer.Ordinal)];

    public void Took(Endpoint endpoint) => sources.TryAdd(endpoint.Name, true);

    public void Sent(ImmutableArray<RpcRequest> sent)
    {
        Interlocked.Add(ref requests, sent.Length);
        Interlocked.Add(ref ethCalls, sent.Count(request => request.Method == "eth_call"));
    }

    public void Came(ImmutableArray<RpcAnswer> answers)
    {
        Interlocked.Add(ref up, answers.Sum(answer => (long)answer.Sent));
        Interlocked.Add(ref down, answers.Sum(answer => (long)answer.Received));
    }

    public void Inner(int calls) => Interlocked.Add(ref inner, calls);

    public void ReAsked(int calls) => Interlocked.Add(ref reAsks, calls);

    public void Stop() => elapsed = time.GetElapsedTime(started);

    public ReadCounters Counters => new(Rounds, ethCalls, requests, inner, Merged, reAsks, up, down, elapsed);
}
