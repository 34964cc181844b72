using System.Collections.Immutable;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>
/// One node and what is known of it. Whoever asks it gets an answer to each request, a failure at worst. Before the first answer counts, and
/// again after it was away, it must name the right chain.
/// </summary>
sealed class Endpoint
{
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);
    static readonly ImmutableArray<RpcRequest> Introduction = [new("eth_chainId"), BlockHeader.Request(0)];

    readonly ITransport transport;
    readonly ChainClientOptions options;
    readonly TimeProvider time;
    readonly ResiliencePipeline<ImmutableArray<RpcAnswer>> guard;
    readonly Lock gate = new();
    long calls;
    bool introduced;
    EndpointHealth health;

    public Endpoint(ITransport transport, ChainClientOptions options, TimeProvider time)
    {
        (this.transport, this.options, this.time) = (transport, options, time);
        health = new(transport.Name, true, null, null, null, null);
        guard = new ResiliencePipelineBuilder<ImmutableArray<RpcAnswer>> { TimeProvider = time }
            .AddCircuitBreaker(new()
            {
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is TimeoutRejectedException
                    || (args.Outcome.Exception is null && args.Outcome.Result.All(IsDown))),
                MinimumThroughput = 2 * Math.Max(options.Tries, 1),
                FailureRatio = 0.9,
                BreakDuration = Rest,
            })
            .AddTimeout(options.Timeout)
            .Build();
    }

    public string Name => transport.Name;

    public EndpointHealth Health => health;

    /// <summary>The hash of the chain's first block; null where the node does not keep it.</summary>
    public Hash32? Genesis { get; private set; }

    /// <summary>It takes EIP-1898 block hashes; learnt from its refusals.</summary>
    public bool TakesHashes { get; set; } = true;

    /// <summary>It takes calls with more gas than a block holds; learnt likewise.</summary>
    public bool TakesGas { get; set; } = true;

    /// <summary>How much it takes in one <c>eth_call</c>.</summary>
    public ChunkSize Chunk { get; } = new();

    /// <summary>Requests sent to it so far.</summary>
    public long Calls => Interlocked.Read(ref calls);

    /// <summary>Until when it asked to be left alone.</summary>
    public DateTimeOffset RestsUntil { get; private set; }

    public async Task<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, ReadTally tally, CancellationToken cancellation)
    {
        var all = introduced ? requests : Introduction.AddRange(requests);
        var started = time.GetTimestamp();
        tally.Sent(all);
        Interlocked.Add(ref calls, all.Length);
        var answers = await Guarded(all, cancellation);
        tally.Came(answers);
        lock (gate) return Note(requests.Length == all.Length ? answers : Introduce(answers), time.GetElapsedTime(started));
    }

    /// <summary>Something is wrong with what it answered, seen by whoever asked.</summary>
    public void Blame(Failure failure)
    {
        lock (gate) health = health with { Healthy = false, LastFailure = failure };
    }

    /// <summary>It told of its newest block. A head that falls far may be another chain behind the same address.</summary>
    public void Tell(BlockRef head)
    {
        lock (gate)
        {
            if (head.Number < health.Head) introduced = false;
            health = health with { Head = head.Number, HeadTime = head.Timestamp, HeadHash = head.Hash };
        }
    }

    async Task<ImmutableArray<RpcAnswer>> Guarded(ImmutableArray<RpcRequest> requests, CancellationToken cancellation)
    {
        try
        {
            var answers = await guard.ExecuteAsync(static (state, token) => state.transport.Send(state.requests, token), (transport, requests), cancellation);
            return answers.Length == requests.Length ? answers : Failed(requests, new(FailureReason.BadAnswer, "requests were not answered"));
        }
        catch (TimeoutRejectedException)
        {
            return Failed(requests, new(FailureReason.Timeout, $"no answer in {options.Timeout.TotalSeconds:0.##} s"));
        }
        catch (BrokenCircuitException e)
        {
            RestsUntil = time.GetUtcNow() + (e.RetryAfter ?? Rest);
            return Failed(requests, health.LastFailure ?? new(FailureReason.Unreachable, "rests after repeated failures"));
        }
    }

    ImmutableArray<RpcAnswer> Introduce(ImmutableArray<RpcAnswer> answers)
    {
        var rest = answers.RemoveRange(0, Introduction.Length);
        if (WrongChain(answers[0]) is { } failure) return [.. rest.Select(answer => answer with { Failure = failure, RetryAfter = answers[0].RetryAfter })];
        Genesis = BlockHeader.TryOf(answers[1])?.Hash;
        introduced = true;
        return rest;
    }

    Failure? WrongChain(RpcAnswer answer)
    {
        if (answer.Failure is { } failure) return failure;
        try
        {
            var id = Quantities.Of(answer.Text());
            return id == options.ChainId ? null : new(FailureReason.WrongChain, $"serves chain {id}, not {options.ChainId}");
        }
        catch (FormatException)
        {
            return new(FailureReason.BadAnswer, "its chain id is not a number");
        }
    }

    ImmutableArray<RpcAnswer> Note(ImmutableArray<RpcAnswer> answers, TimeSpan took)
    {
        if (answers.Select(answer => answer.RetryAfter).Max() is { } rest) RestsUntil = time.GetUtcNow() + rest;
        if (answers.FirstOrDefault(answer => answer.Failure is not null && Trouble.IsOfTheNode(answer))?.Failure is { } failure)
        {
            introduced &= failure.Reason != FailureReason.Unreachable;
            health = health with { Healthy = false, LastFailure = failure };
        }
        else health = health with { Healthy = true, Latency = health.Latency is { } before ? before * 0.8 + took * 0.2 : took };
        return answers;
    }

    static bool IsDown(RpcAnswer answer) => answer.Failure is not null && answer.ErrorCode is null && Trouble.IsOfTheNode(answer);

    static ImmutableArray<RpcAnswer> Failed(ImmutableArray<RpcRequest> requests, Failure failure) =>
        [.. Enumerable.Repeat(new RpcAnswer { Failure = failure }, requests.Length)];
}
