using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Watcher.Evm.Rpc;

namespace Watcher.Benchmarks;

/// <summary>
/// A chain in memory whose only contract answers its argument plus one. What it answered once it answers from memory: what is measured is who asks.
/// </summary>
sealed class AddingNode : ITransport
{
    const int Word = 32;
    static readonly RpcAnswer ChainId = RpcAnswer.Of("\"0x1\""u8.ToArray());
    static readonly RpcAnswer Block = RpcAnswer.Of(Encoding.UTF8.GetBytes($$"""{"number":"0x1","hash":"{{new Hash32(new byte[32])}}","timestamp":"0x1"}"""));

    readonly ConcurrentDictionary<(int Calls, int First), RpcAnswer> known = new();

    public string Name => "adding#0";

    public ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation) =>
        ValueTask.FromResult(ImmutableArray.CreateRange(requests, Answer));

    RpcAnswer Answer(RpcRequest request) => request.Method switch
    {
        "eth_chainId" => ChainId,
        "eth_call" => Known(((EthCall)request.Parameters[0]!).Data[(4 + Word)..]),
        _ => Block,
    };

    /// <summary>The calls of a chunk follow from how many they are and what the first one asks.</summary>
    RpcAnswer Known(ReadOnlyMemory<byte> array) =>
        known.GetOrAdd((Number(array.Span), Argument(Tuple(array.Span, 0))), static (_, calls) => Aggregate(calls.Span), array);

    /// <summary>Multicall3's <c>aggregate3</c> over the array of calls.</summary>
    static RpcAnswer Aggregate(ReadOnlySpan<byte> array)
    {
        var count = Number(array);
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
            Place(answer, words + 3, Argument(Tuple(array, i)) + 1);
        }
        return RpcAnswer.OfData(answer);
    }

    static ReadOnlySpan<byte> Tuple(ReadOnlySpan<byte> array, int i) => array[(Word + Number(array[((i + 1) * Word)..]))..];

    static int Argument(ReadOnlySpan<byte> tuple) => Number(tuple[(4 * Word + 4)..]);

    static int Number(ReadOnlySpan<byte> word) => BinaryPrimitives.ReadInt32BigEndian(word[28..]);

    static void Place(byte[] answer, int word, int value) => BinaryPrimitives.WriteInt32BigEndian(answer.AsSpan(word * Word + 28), value);
}
