using System.Collections.Immutable;
using Polly;
using Polly.Retry;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>
/// A chain's endpoints. Each request goes round them, best first: the next endpoint is tried at once, the same one only after a pause, until
/// every one had its tries.
/// </summary>
sealed class EndpointPool
{
    static readonly ResiliencePropertyKey<Asking> Key = new("asking");
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    readonly ChainClientOptions options;
    readonly TimeProvider time;
    readonly ResiliencePipeline<Asking> retry;
    DateTimeOffset lookedAround = DateTimeOffset.MinValue;

    public EndpointPool(ChainClientOptions options, IReadOnlyList<ITransport> transports, TimeProvider time)
    {
        (this.options, this.time) = (options, new SteadyTime(time));
        All = [.. transports.Select(transport => new Endpoint(transport, options, this.time))];
        retry = new ResiliencePipelineBuilder<Asking> { TimeProvider = this.time }
            .AddRetry(new RetryStrategyOptions<Asking>
            {
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result?.GoesOn == true),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = LongestPause,
                DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result!.Pause()),
            })
            .Build();
    }

    public ImmutableArray<Endpoint> All { get; }

    /// <summary>Healthy ones that keep up with their peers first, otherwise as they are configured.</summary>
    public IEnumerable<Endpoint> BestFirst()
    {
        var newest = All.Max(endpoint => endpoint.Health.HeadTime);
        return All.OrderBy(endpoint => endpoint.Health.Healthy ? 0 : 1).ThenBy(endpoint => Trails(endpoint, newest) ? 1 : 0);
    }

    /// <summary>
    /// Asks until each request has an answer that <paramref name="judge"/> finds no fault in, or there is nobody left to ask; then the failures
    /// say how often it was tried.
    /// </summary>
    public async Task<Asked> Ask(IEnumerable<Endpoint> order, ImmutableArray<RpcRequest> requests, Judge judge, ReadTally tally, CancellationToken cancellation)
    {
        var asking = new Asking(order, requests, judge, options, time);
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(Key, asking);
        try
        {
            await retry.ExecuteAsync(async static (context, state) =>
            {
                await state.asking.Try(state.tally, context.CancellationToken);
                return state.asking;
            }, context, (asking, tally));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
        return asking.Result();
    }

    /// <summary>Compares the heads of all endpoints, now and then and whenever the best one is not well.</summary>
    public async Task LookAround(ReadTally tally, CancellationToken cancellation)
    {
        var due = time.GetUtcNow() - lookedAround >= LookEvery || !BestFirst().First().Health.Healthy;
        if (All.Length == 1 || !due) return;
        lookedAround = time.GetUtcNow();
        var looks = All.Select(endpoint => Look(endpoint, tally, cancellation)).ToList();
        await Task.WhenAny(Task.WhenAll(looks), FirstGood(looks, cancellation));
    }

    async Task FirstGood(List<Task<bool>> looks, CancellationToken cancellation)
    {
        await foreach (var look in Task.WhenEach(looks).WithCancellation(cancellation))
        {
            if (!await look) continue;
            await Task.Delay(Grace, time, cancellation);
            return;
        }
    }

    static async Task<bool> Look(Endpoint endpoint, ReadTally tally, CancellationToken cancellation)
    {
        var answer = (await endpoint.Send([BlockHeader.Request(BlockSelector.Latest)], tally, cancellation))[0];
        if (BlockHeader.TryOf(answer) is not { } head) return false;
        endpoint.Tell(head);
        return true;
    }

    /// <summary>Behind the newest head by a quarter of the age that is allowed, or slower to tell of one than a peer was.</summary>
    bool Trails(Endpoint endpoint, DateTimeOffset? newest) => endpoint.Health.HeadTime is { } head
        ? newest - head > (options.MaxHeadAge ?? TimeSpan.FromMinutes(1)) / 4
        : newest is not null;
}
