using System.Collections.Immutable;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>One chain: its endpoints, the block that is read, and the engine that reads it.</summary>
public sealed class ChainClient
{
    readonly ChainClientOptions options;
    readonly ImmutableArray<Endpoint> endpoints;
    readonly TimeProvider time;
    readonly FixedFacts facts;

    public ChainClient(ChainClientOptions options, IReadOnlyList<ITransport> endpoints, TimeProvider time, FixedFacts facts)
    {
        if (endpoints.Count == 0) throw new ArgumentException("a chain needs an endpoint", nameof(endpoints));
        (this.options, this.time, this.facts) = (options, time, facts);
        this.endpoints = [.. endpoints.Select(transport => new Endpoint(transport))];
    }

    public string Chain => options.Chain;

    public ulong ChainId => options.ChainId;

    public ImmutableArray<EndpointHealth> Endpoints => [.. endpoints.Select(endpoint => endpoint.Health)];

    /// <summary>Pins a block at the best endpoint.</summary>
    /// <exception cref="ReadFailedException">No endpoint could tell of it.</exception>
    public async Task<PinnedBlock> Pin(BlockSelector selector, CancellationToken cancellation)
    {
        var endpoint = endpoints[0];
        var answers = await endpoint.Send([Lookup(selector), new("eth_getBlockByNumber", "0x0", false)], cancellation);
        var (block, genesis) = (Parse(endpoint, answers[0]), Parse(endpoint, answers[1]));
        return new(Chain, ChainId, block, genesis.Hash, endpoint, facts);
    }

    /// <summary>Runs readers together at a block, in as few rounds as the longest dependency is deep. Each one fails for itself.</summary>
    public Task<ImmutableArray<Outcome<T>>> Run<T>(PinnedBlock block, IEnumerable<Func<Read<T>>> readers, CancellationToken cancellation) =>
        block.Rounds.Run(readers, (questions, logs) => new Round(options, block, questions, logs).Send(cancellation));

    /// <summary>The chain's block of that number as it stands now, to recognise reorganisations.</summary>
    public async Task<Outcome<BlockRef>> Header(ulong number, CancellationToken cancellation)
    {
        try
        {
            var answers = await endpoints[0].Send([Lookup(BlockSelector.Number(number))], cancellation);
            return Outcome.Of(Parse(endpoints[0], answers[0]));
        }
        catch (ReadFailedException e)
        {
            return Outcome.Failed<BlockRef>(e.Failure);
        }
    }

    static RpcRequest Lookup(BlockSelector selector) => selector.ByHash is { } hash
        ? new("eth_getBlockByHash", hash, false)
        : new("eth_getBlockByNumber", selector.Tag ?? (object?)selector.ByNumber, false);

    static BlockRef Parse(Endpoint endpoint, RpcAnswer answer)
    {
        if (answer.Failure is { } failure) throw new ReadFailedException(failure);
        if (answer.IsNull) throw new ReadFailedException(new(FailureReason.BlockGone, $"{endpoint.Name} has no such block"));
        try
        {
            return Rpc.Header.Parse(answer);
        }
        catch (FormatException e)
        {
            throw new ReadFailedException(new(FailureReason.BadAnswer, $"{endpoint.Name}: {e.Message}"));
        }
    }
}
