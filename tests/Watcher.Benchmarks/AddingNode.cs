using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Watcher.Evm.Rpc;

namespace Watcher.Benchmarks;

/// <summary>
/// A chain in memory whose only contract answers its argument plus one. It writes into what it answered of the block before: what is measured
/// is who asks.
/// </summary>
sealed class AddingNode : ITransport
{
    const int Word = 32;
    static readonly RpcAnswer ChainId = RpcAnswer.Of("\"0x1\""u8.ToArray());
    static readonly RpcAnswer Block = RpcAnswer.Of(Encoding.UTF8.GetBytes($$"""{"number":"0x1","hash":"{{new Hash32(new byte[32])}}","timestamp":"0x1"}"""));

    readonly ConcurrentDictionary<int, ConcurrentBag<byte[]>> spent = new();
    readonly ConcurrentBag<(int Calls, byte[] Answer)> written = [];

    public string Name => "adding#0";

    public ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation) =>
        ValueTask.FromResult(ImmutableArray.CreateRange(requests, Answer));

    RpcAnswer Answer(RpcRequest request) => request.Method switch
    {
        "eth_chainId" => ChainId,
        "eth_call" => Aggregate(((EthCall)request.Parameters[0]!).Data.Span[(4 + Word)..]),
        _ => NextBlock(),
    };

    /// <summary>Nobody reads the block before any more.</summary>
    RpcAnswer NextBlock()
    {
        while (written.TryTake(out var answer)) Spent(answer.Calls).Add(answer.Answer);
        return Block;
    }

    /// <summary>Multicall3's <c>aggregate3</c> over the array of calls.</summary>
    RpcAnswer Aggregate(ReadOnlySpan<byte> array)
    {
        var count = Number(array);
        var answer = Spent(count).TryTake(out var before) ? before : Blank(count);
        for (var i = 0; i < count; i++) Place(answer, 2 + count + 4 * i + 3, Argument(Tuple(array, i)) + 1);
        written.Add((count, answer));
        return RpcAnswer.OfData(answer);
    }

    ConcurrentBag<byte[]> Spent(int calls) => spent.GetOrAdd(calls, static _ => []);

    /// <summary>An answer to so many calls, but for the numbers.</summary>
    static byte[] Blank(int count)
    {
        var answer = new byte[2 * Word + count * 5 * Word];
        Place(answer, 0, Word);
        Place(answer, 1, count);
        for (var i = 0; i < count; i++)
        {
            var words = 2 + count + 4 * i;
            Place(answer, 2 + i, (count + 4 * i) * Word);
            Place(answer, words, 1);
            Place(answer, words + 1, 2 * Word);
            Place(answer, words + 2, Word);
        }
        return answer;
    }

    static ReadOnlySpan<byte> Tuple(ReadOnlySpan<byte> array, int i) => array[(Word + Number(array[((i + 1) * Word)..]))..];

    static int Argument(ReadOnlySpan<byte> tuple) => Number(tuple[(4 * Word + 4)..]);

    static int Number(ReadOnlySpan<byte> word) => BinaryPrimitives.ReadInt32BigEndian(word[28..]);

    static void Place(byte[] answer, int word, int value) => BinaryPrimitives.WriteInt32BigEndian(answer.AsSpan(word * Word + 28), value);
}
