using System.Buffers;
using System.Collections.Immutable;
using Watcher.Evm.Abi;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>Sends calls through Multicall3, in chunks that the node takes.</summary>
/// <param name="settle">Hears of each chunk whose replies are there.</param>
sealed class MulticallRide(BlockSession session, MulticallContract multicall, IReadOnlyList<Question> questions, Reply[] replies, Action<int[]> settle)
{
    /// <summary>Bytes of call data in one chunk; hex doubles them on the wire.</summary>
    const int MostBytes = 384 << 10;

    /// <summary>More than nodes give unasked (a block's worth); they cap it at what they are set to give.</summary>
    const ulong AmpleGas = 500_000_000;

    readonly Lock gate = new();

    /// <summary>Questions for which there turned out to be no Multicall3, or that it could not carry even singly.</summary>
    public List<int> Stranded { get; } = [];

    /// <summary>How many of the first questions fill a chunk; 0 while they do not.</summary>
    public static int Filling(List<Question> questions, ChunkSize size)
    {
        var most = size.Calls;
        if (questions.Count <= most) return 0;
        var bytes = 0;
        for (var i = 0; i < most; i++)
            if ((bytes += Multicall3.Width(questions[i].Key)) > MostBytes && i > 0) return i;
        return most;
    }

    public IEnumerable<int[]> Chunks(List<int> riders)
    {
        var most = session.Endpoint.Chunk.Calls;
        var (start, bytes) = (0, 0);
        for (var i = 0; i < riders.Count; i++)
        {
            bytes += Multicall3.Width(questions[riders[i]].Key);
            if (i - start < most && (bytes <= MostBytes || i == start)) continue;
            yield return [.. riders[start..i]];
            (start, bytes) = (i, Multicall3.Width(questions[riders[i]].Key));
        }
        yield return [.. riders[start..]];
    }

    public async Task Send(int[] chunk, CancellationToken cancellation)
    {
        session.Tally.Inner(chunk.Length);
        var gas = session.Endpoint.TakesGas;
        var (asked, inner) = await Ask(chunk, gas ? AmpleGas : null, cancellation);
        if (asked.Answers[0].Failure is { } failure) await Cope(chunk, failure, asked.Endpoint, gas, cancellation);
        else if (inner.IsEmpty) await Doubt(chunk, cancellation);
        else Take(chunk, inner, asked.Endpoint);
    }

    async Task<(Asked Asked, ImmutableArray<InnerAnswer> Inner)> Ask(int[] chunk, ulong? gas, CancellationToken cancellation)
    {
        var company = Array.ConvertAll(chunk, i => questions[i]);
        var size = Multicall3.Size(company);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Multicall3.Encode(multicall.Address, company, buffer.AsSpan(0, size));
            var call = new EthCall(null, multicall.Address, buffer.AsMemory(0, size), gas);
            ImmutableArray<InnerAnswer> inner = [];
            var asked = await session.Ask(at => [new("eth_call", call, at)], (_, answer) => Judge(answer, chunk.Length, out inner), cancellation);
            return (asked, inner);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Nothing at all came back: either there is no Multicall3 here, or the node does not know what it is talking about.</summary>
    async Task Doubt(int[] chunk, CancellationToken cancellation)
    {
        var missing = (await session.MissingCode([multicall.Address], cancellation))[0];
        if (missing is null)
        {
            multicall.SeenAt(session.Block.Number);
            await Send(chunk, cancellation);
        }
        else if (missing.IsFact) Strand(chunk);
        else foreach (var i in chunk) replies[i] = Evm.Reply.Failed(missing);
    }

    void Take(int[] chunk, ImmutableArray<InnerAnswer> inner, Endpoint endpoint)
    {
        endpoint.Chunk.Swallowed(chunk.Length);
        multicall.SeenAt(session.Block.Number);
        for (var i = 0; i < chunk.Length; i++) replies[chunk[i]] = Reply(inner[i]);
        settle(chunk);
    }

    static Reply Reply(InnerAnswer answer) => answer switch
    {
        { Success: true } => new(answer.Data),
        { Data.IsEmpty: true } => new(default, IsDoubtful: true),
        _ => Evm.Reply.Failed(new(FailureReason.Reverted, RevertReason.Of(answer.Data.Span))),
    };

    /// <summary>aggregate3 allows each call to fail, so that it fails itself only where there is too much of it.</summary>
    async Task Cope(int[] chunk, Failure failure, Endpoint endpoint, bool withGas, CancellationToken cancellation)
    {
        if (!Trouble.IsTooMuch(failure) && failure.Reason != FailureReason.Reverted)
        {
            if (failure.Reason == FailureReason.Timeout) endpoint.Chunk.Balked(chunk.Length);
            foreach (var i in chunk) replies[i] = Evm.Reply.Failed(failure);
        }
        else if (withGas && failure.Reason == FailureReason.OutOfGas && endpoint.TakesGas && !endpoint.Chunk.IsProven)
        {
            endpoint.TakesGas = false;
            await Send(chunk, cancellation);
        }
        else if (chunk.Length == 1)
        {
            multicall.Quarantine(questions[chunk[0]].Key);
            Strand(chunk);
        }
        else
        {
            endpoint.Chunk.Balked(chunk.Length);
            var half = chunk.Length / 2;
            await Task.WhenAll(Send(chunk[..half], cancellation), Send(chunk[half..], cancellation));
        }
    }

    void Strand(int[] chunk)
    {
        lock (gate) Stranded.AddRange(chunk);
    }

    /// <summary>An empty answer is a bad one where Multicall3 is known to be.</summary>
    Failure? Judge(RpcAnswer answer, int calls, out ImmutableArray<InnerAnswer> inner)
    {
        inner = [];
        try
        {
            var data = answer.Data();
            if (data.Length == 0) return multicall.IsKnownAt(session.Block.Number) ? new(FailureReason.BadAnswer, "an empty answer of Multicall3") : null;
            inner = Multicall3.Decode(data);
            return inner.Length == calls ? null : new(FailureReason.BadAnswer, $"{inner.Length} answers to {calls} calls");
        }
        catch (Exception e) when (e is FormatException or AbiException)
        {
            return new(FailureReason.BadAnswer, $"not an answer of Multicall3: {e.Message}");
        }
    }
}
