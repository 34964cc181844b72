using System.Buffers;
using System.Runtime.InteropServices;
using Watcher.Evm.Abi;
using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>Sends calls through Multicall3, in chunks that the node takes.</summary>
/// <param name="settle">Hears of each chunk whose replies are there.</param>
sealed class MulticallRide(BlockSession session, MulticallContract multicall, List<Question> questions, Reply[] replies, Func<Chunk, Task> settle)
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

    /// <param name="riders">How many of the first questions ride.</param>
    public IEnumerable<Chunk> Chunks(int riders)
    {
        var most = session.Endpoint.Chunk.Calls;
        var (start, bytes) = (0, 0);
        for (var i = 0; i < riders; i++)
        {
            bytes += Multicall3.Width(questions[i].Key);
            if (i - start < most && (bytes <= MostBytes || i == start)) continue;
            yield return new(start, i);
            (start, bytes) = (i, Multicall3.Width(questions[i].Key));
        }
        yield return new(start, riders);
    }

    public async Task Send(Chunk chunk, CancellationToken cancellation)
    {
        session.Tally.Inner(chunk.Length);
        var gas = session.Endpoint.TakesGas;
        var (asked, came) = await Ask(chunk, gas ? AmpleGas : null, cancellation);
        if (asked.Answers[0].Failure is { } failure) await Cope(chunk, failure, asked.Endpoint, gas, cancellation);
        else if (came == 0) await Doubt(chunk, cancellation);
        else await Take(chunk, asked.Endpoint);
    }

    /// <summary>Takes the replies; none came where the answer is empty, but for all that is known no bad one.</summary>
    async Task<(Asked Asked, int Came)> Ask(Chunk chunk, ulong? gas, CancellationToken cancellation)
    {
        var size = Multicall3.Size(Company(chunk));
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Multicall3.Encode(multicall.Address, Company(chunk), buffer.AsSpan(0, size));
            var call = new EthCall(null, multicall.Address, buffer.AsMemory(0, size), gas);
            var came = 0;
            var asked = await session.Ask(at => [new("eth_call", call, at)], (_, answer) => Judge(answer, Places(chunk), out came), cancellation);
            return (asked, came);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Nothing at all came back: either there is no Multicall3 here, or the node does not know what it is talking about.</summary>
    async Task Doubt(Chunk chunk, CancellationToken cancellation)
    {
        var missing = (await session.MissingCode([multicall.Address], cancellation))[0];
        if (missing is null)
        {
            multicall.SeenAt(session.Block.Number);
            await Send(chunk, cancellation);
        }
        else if (missing.IsFact) Strand(chunk);
        else Places(chunk).Fill(Evm.Reply.Failed(missing));
    }

    Task Take(Chunk chunk, Endpoint endpoint)
    {
        endpoint.Chunk.Swallowed(chunk.Length);
        multicall.SeenAt(session.Block.Number);
        return settle(chunk);
    }

    ReadOnlySpan<Question> Company(Chunk chunk) => CollectionsMarshal.AsSpan(questions)[chunk.Start..chunk.End];

    Span<Reply> Places(Chunk chunk) => replies.AsSpan(chunk.Start, chunk.Length);

    static Reply Reply(InnerAnswer answer) => answer switch
    {
        { Success: true } => new(answer.Data),
        { Data.IsEmpty: true } => new(default, IsDoubtful: true),
        _ => Evm.Reply.Failed(new(FailureReason.Reverted, RevertReason.Of(answer.Data.Span))),
    };

    /// <summary>aggregate3 allows each call to fail, so that it fails itself only where there is too much of it.</summary>
    async Task Cope(Chunk chunk, Failure failure, Endpoint endpoint, bool withGas, CancellationToken cancellation)
    {
        if (!Trouble.IsTooMuch(failure) && failure.Reason != FailureReason.Reverted)
        {
            if (failure.Reason == FailureReason.Timeout) endpoint.Chunk.Balked(chunk.Length);
            Places(chunk).Fill(Evm.Reply.Failed(failure));
        }
        else if (withGas && failure.Reason == FailureReason.OutOfGas && endpoint.TakesGas && !endpoint.Chunk.IsProven)
        {
            endpoint.TakesGas = false;
            await Send(chunk, cancellation);
        }
        else if (chunk.Length == 1)
        {
            multicall.Quarantine(questions[chunk.Start].Key);
            Strand(chunk);
        }
        else
        {
            endpoint.Chunk.Balked(chunk.Length);
            var (first, second) = chunk.Halves;
            await Task.WhenAll(Send(first, cancellation), Send(second, cancellation));
        }
    }

    void Strand(Chunk chunk)
    {
        lock (gate) Stranded.AddRange(Enumerable.Range(chunk.Start, chunk.Length));
    }

    /// <summary>Copies what the calls returned, a fifth of the answer, from the buffer that it was lent.</summary>
    static void Keep(Span<Reply> places)
    {
        var length = 0;
        foreach (var place in places) length += place.Data.Length;
        var kept = GC.AllocateUninitializedArray<byte>(length).AsMemory();
        foreach (ref var place in places)
        {
            place.Data.CopyTo(kept);
            place = place with { Data = kept[..place.Data.Length] };
            kept = kept[place.Data.Length..];
        }
    }

    /// <summary>An empty answer is a bad one where Multicall3 is known to be.</summary>
    Failure? Judge(RpcAnswer answer, Span<Reply> places, out int came)
    {
        came = 0;
        try
        {
            var data = answer.View();
            if (data.Length == 0) return multicall.IsKnownAt(session.Block.Number) ? new(FailureReason.BadAnswer, "an empty answer of Multicall3") : null;
            var answers = Multicall3.Decode(data);
            if (answers.Count != places.Length) return new(FailureReason.BadAnswer, $"{answers.Count} answers to {places.Length} calls");
            foreach (var inner in answers) places[came++] = Reply(inner);
            if (answer.IsLent) Keep(places);
            answer.GiveBack();
            return null;
        }
        catch (Exception e) when (e is FormatException or AbiException)
        {
            return new(FailureReason.BadAnswer, $"not an answer of Multicall3: {e.Message}");
        }
    }
}
