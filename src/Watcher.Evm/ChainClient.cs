using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>One chain: its endpoints, the block that is read, and the engine that reads it. For one cycle at a time.</summary>
public sealed class ChainClient
{
    static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    readonly ChainClientOptions options;
    readonly EndpointPool pool;
    readonly MulticallContract? multicall;
    readonly TimeProvider time;
    readonly FixedFacts facts;
    int mostAsked;

    /// <summary>How many collections there had been when a reading left much behind; null after one that did not.</summary>
    int? uncollected;

    public ChainClient(ChainClientOptions options, IReadOnlyList<ITransport> endpoints, TimeProvider time, FixedFacts facts)
    {
        if (endpoints.Count == 0) throw new ArgumentException("a chain needs an endpoint", nameof(endpoints));
        (this.options, this.time, this.facts) = (options, time, facts);
        pool = new(options, endpoints, time);
        multicall = options.Multicall3 is { } address ? new(address) : null;
    }

    public string Chain => options.Chain;

    public ulong ChainId => options.ChainId;

    public ImmutableArray<EndpointHealth> Endpoints => [.. pool.All.Select(endpoint => endpoint.Health)];

    /// <summary>JSON-RPC requests sent so far, by endpoint; those in a batch one by one.</summary>
    public ImmutableArray<(string Endpoint, long Calls)> Calls => [.. pool.All.Select(endpoint => (endpoint.Name, endpoint.Calls))];

    /// <summary>Pins a block at the best endpoint: one that is on the right chain, up to date and in health.</summary>
    /// <exception cref="ReadFailedException">No endpoint could tell of it.</exception>
    public async Task<PinnedBlock> Pin(BlockSelector selector, CancellationToken cancellation)
    {
        var tally = new ReadTally(time);
        await pool.LookAround(tally, cancellation);
        var requests = ImmutableArray.Create(BlockHeader.Request(selector));
        if (selector.Tag is not null && selector != BlockSelector.Latest) requests = requests.Add(BlockHeader.Request(BlockSelector.Latest));
        var asked = await pool.Ask(pool.BestFirst(), requests, (_, answer) => BlockHeader.Judge(answer) ?? Stale(selector, answer), tally, cancellation);
        if (asked.Answers.FirstOrDefault(answer => answer.Failure is not null)?.Failure is { } failure) throw new ReadFailedException(failure);
        var block = BlockHeader.Of(asked.Answers[0]);
        if (selector.Tag is not null) asked.Endpoint.Tell(BlockHeader.Of(asked.Answers[^1]));
        return new(options, block, asked.Endpoint.Genesis, new(pool, asked.Endpoint, block, tally), facts, mostAsked);
    }

    /// <summary>
    /// Pins a block known from elsewhere at one endpoint, to be read there alone: nothing in it, remembered facts neither, is another's word.
    /// Waits while the endpoint does not have the block, until it is cancelled.
    /// </summary>
    /// <param name="endpoint"><c>host#index</c>.</param>
    /// <exception cref="ReadFailedException">Cancelled, and this is what it waited for.</exception>
    public async Task<PinnedBlock> PinAt(string endpoint, BlockRef block, CancellationToken cancellation)
    {
        var there = pool.All.First(one => one.Name == endpoint);
        var tally = new ReadTally(time);
        Failure? missing = null;
        try
        {
            while ((missing = await Missing(there, block, tally, cancellation)) is not null) await Task.Delay(LookAgain, time, cancellation);
        }
        catch (OperationCanceledException) when (missing is not null)
        {
            throw new ReadFailedException(missing);
        }
        return new(options, block, there.Genesis, new(pool, there, block, tally, alone: true), new(), 0);
    }

    /// <summary>Runs readers together at a block, in as few rounds as the longest dependency is deep. Each one fails for itself.</summary>
    public async Task<ImmutableArray<Outcome<T>>> Run<T>(PinnedBlock block, IEnumerable<Func<Read<T>>> readers, CancellationToken cancellation)
    {
        if (uncollected == GC.CollectionCount(1)) ReadRounds.Collect();
        var buffers = TextBuffers.Pool;
        ImmutableArray<Outcome<T>> outcomes;
        try
        {
            outcomes = await block.Rounds.Run(readers, Filling, Send);
        }
        catch (OperationCanceledException) when (block.Session.AsksByHash)
        {
            // What came before a deadline is of this very block: who tries again need not ask for it.
            block.Learn();
            throw;
        }
        var departed = await block.Session.Confirm(cancellation);
        // Between two rounds nothing is lent, and the next needs as much as the last.
        GC.KeepAlive(buffers);
        block.Session.Tally.Stop();
        if (departed is null && !outcomes.Any(outcome => outcome.Failure?.Reason == FailureReason.BlockGone)) block.Learn();
        (mostAsked, uncollected) = (Math.Max(mostAsked, block.Rounds.Questions), block.Rounds.LeavesMuch ? GC.CollectionCount(1) : null);
        return departed is null ? outcomes : [.. outcomes.Select(_ => Outcome.Failed<T>(departed))];

        int Filling(List<Question> questions) => multicall is null ? 0 : MulticallRide.Filling(questions, block.Session.Endpoint.Chunk);

        async Task Send(List<Question> questions, List<LogsRead> logs)
        {
            using var span = RoundTracing.Start(options.Chain, block.Rounds.Count, questions.Count);
            await new Round(block.Session, multicall, questions, logs, block.Rounds.Take).Send(cancellation);
        }
    }

    /// <summary>The chain's block of that number as it stands now, to recognise reorganisations.</summary>
    public async Task<Outcome<BlockRef>> Header(ulong number, CancellationToken cancellation)
    {
        var asked = await pool.Ask(pool.BestFirst(), [BlockHeader.Request(number)], (_, answer) => BlockHeader.Judge(answer), new(time), cancellation);
        return asked.Answers[0].Failure is { } failure ? Outcome.Failed<BlockRef>(failure) : Outcome.Of(BlockHeader.Of(asked.Answers[0]));
    }

    /// <summary>Null where the endpoint has that very block at its height.</summary>
    static async Task<Failure?> Missing(Endpoint there, BlockRef block, ReadTally tally, CancellationToken cancellation)
    {
        var answer = (await there.Send([BlockHeader.Request(block.Number)], tally, cancellation))[0];
        if (answer is { Failure: null, IsNull: true }) return new(FailureReason.Lagging, $"does not have block {block.Number} yet");
        if ((answer.Failure ?? BlockHeader.Judge(answer)) is { } failure) return failure;
        return BlockHeader.Of(answer).Hash == block.Hash ? null : new(FailureReason.BlockGone, $"has another block {block.Number}");
    }

    Failure? Stale(BlockSelector selector, RpcAnswer answer)
    {
        if (selector != BlockSelector.Latest || options.MaxHeadAge is not { } most) return null;
        var age = time.GetUtcNow() - BlockHeader.Of(answer).Timestamp;
        return age > most ? new(FailureReason.Lagging, $"its newest block is {age.TotalSeconds:0} s old") : null;
    }
}
