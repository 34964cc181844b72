using System.Collections.Immutable;
using System.Threading.Channels;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>
/// Where and how one pinned block is asked. By hash (EIP-1898) any endpoint will do, since it answers of that very block or not at all. An
/// endpoint that takes numbers only is not left within the reading, and the header is read again at its end.
/// </summary>
/// <param name="alone">No other endpoint is asked than the one it is pinned at.</param>
sealed class BlockSession(EndpointPool pool, Endpoint pinnedAt, BlockRef block, ReadTally tally, bool alone = false)
{
    /// <summary>Requests under way at the same time.</summary>
    public const int AtOnce = 8;

    readonly Channel<bool> underWay = Channel.CreateBounded<bool>(AtOnce);
    readonly Dictionary<string, object?> byHash = new() { ["blockHash"] = block.Hash, ["requireCanonical"] = true };
    readonly Lock gate = new();
    Endpoint? bound = pinnedAt.TakesHashes ? null : pinnedAt;

    public BlockRef Block => block;

    public ReadTally Tally => tally;

    /// <summary>The endpoint that is asked first.</summary>
    public Endpoint Endpoint => bound ?? pinnedAt;

    /// <summary>Nothing that was answered can be of another block.</summary>
    public bool AsksByHash => bound is null;

    /// <param name="requests">Makes the requests from the block's parameter.</param>
    /// <param name="judge">Finds fault with answers.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Asked> Ask(Func<object, ImmutableArray<RpcRequest>> requests, Judge judge, CancellationToken cancellation)
    {
        await underWay.Writer.WriteAsync(true, cancellation);
        try
        {
            return await AskNow(requests, judge, cancellation);
        }
        finally
        {
            underWay.Reader.TryRead(out _);
        }
    }

    async Task<Asked> AskNow(Func<object, ImmutableArray<RpcRequest>> requests, Judge judge, CancellationToken cancellation)
    {
        if (bound is not null) return await AskByNumber(requests, judge, cancellation);
        var asked = await pool.Ask(Order(), requests(byHash), judge, tally, cancellation);
        if (!asked.Answers.Any(Trouble.IsRefusal)) return asked;
        asked.Endpoint.TakesHashes = false;
        lock (gate) bound ??= asked.Endpoint;
        return await AskByNumber(requests, judge, cancellation);
    }

    /// <summary>For each contract null where there is code, or why a call of it came back empty.</summary>
    public async Task<ImmutableArray<Failure?>> MissingCode(ImmutableArray<Address> contracts, CancellationToken cancellation)
    {
        var asked = await Ask(at => [.. contracts.Select(contract => new RpcRequest("eth_getCode", contract, at))],
            (_, answer) => answer.TryData() is null ? new(FailureReason.BadAnswer, "code is not hex data") : null, cancellation);
        return [.. asked.Answers.Select(answer => answer.Failure ?? (IsContract(answer.TryData()!) ? null : NoCode))];
    }

    /// <summary>Null when the block that was read is still the chain's.</summary>
    public async Task<Failure?> Confirm(CancellationToken cancellation)
    {
        if (bound is null) return null;
        var asked = await pool.Ask([bound], [BlockHeader.Request(block.Number)], (_, answer) => BlockHeader.Judge(answer), tally, cancellation);
        return asked.Answers[0].Failure ?? Departed(BlockHeader.Of(asked.Answers[0]));
    }

    /// <summary>What it means when <paramref name="header"/> stands at the block's height.</summary>
    public Failure? Departed(BlockRef header) => header.Hash == block.Hash
        ? null
        : new(FailureReason.BlockGone, $"block {block.Number} became {header.Hash} while it was read as {block.Hash}");

    static Failure NoCode => new(FailureReason.NoCode, "there is no contract");

    /// <summary>An account that delegates to a contract (EIP-7702) is none itself.</summary>
    static bool IsContract(byte[] code) => code.Length > 0 && !code.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xef, 0x01, 0x00]);

    Task<Asked> AskByNumber(Func<object, ImmutableArray<RpcRequest>> requests, Judge judge, CancellationToken cancellation) =>
        pool.Ask([bound!], requests(block.Number), judge, tally, cancellation);

    IEnumerable<Endpoint> Order() => alone ? [pinnedAt] : pool.BestFirst().Where(endpoint => endpoint.TakesHashes).Prepend(pinnedAt).Distinct();
}
