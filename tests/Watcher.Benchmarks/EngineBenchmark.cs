using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime;
using System.Text;
using Watcher.Evm;
using Watcher.Evm.Abi;
using Watcher.Evm.Rpc;

namespace Watcher.Benchmarks;

/// <summary>The read engine on a chain in memory, with no node's time in it: 10,000 readers of three dependent calls; and decoding alone.</summary>
static class EngineBenchmark
{
    const int Readers = 10_000;
    const int Runs = 31;
    const int WarmUps = 5;
    const int Decoded = 100;
    const long NoCollection = 200_000_000;

    public static void Run()
    {
        var client = new ChainClient(new("fake", 1), [new AddingNode()], TimeProvider.System, new());
        var (time, bytes) = Median(() => ReadAll(client));
        var (quiet, _) = Median(() => ReadAll(client), NoCollection);
        Console.WriteLine($"engine: {Readers} readers of 3 dependent calls, call data and answers included: {time.TotalMilliseconds:0.0} ms, "
            + $"{quiet.TotalMilliseconds:0.0} ms between two garbage collections, {bytes / (double)Readers:0} bytes a reader (aim: 15 ms)");
        var answer = Answer(Decoded);
        var call = new Add(0);
        var (decoding, allocated) = Median(() => Decode(answer, call));
        Console.WriteLine($"decoding: a multicall of {Decoded}: {decoding.TotalMicroseconds:0.0} µs, {allocated} bytes");
    }

    static void ReadAll(ChainClient client)
    {
        var block = client.Pin(BlockSelector.Latest, default).GetAwaiter().GetResult();
        var outcomes = client.Run(block, Enumerable.Range(0, Readers).Select(i => (Func<Read<BigInteger>>)(() => ThreeDeep(block, 10 * i))), default).GetAwaiter().GetResult();
        if (outcomes[^1].Value != 10 * (Readers - 1) + 3) throw new InvalidOperationException("the engine read a wrong number");
    }

    static async Read<BigInteger> ThreeDeep(PinnedBlock block, int start)
    {
        var first = await block.Call(Address.Zero, new Add(start));
        var second = await block.Call(Address.Zero, new Add((int)first));
        return await block.Call(Address.Zero, new Add((int)second));
    }

    static void Decode(byte[] answer, Add call)
    {
        foreach (var inner in Multicall3.Decode(answer)) call.DecodeAnswer(inner.Data.Span);
    }

    static byte[] Answer(int calls) => AbiCodec.Encode("((bool,bytes)[])",
        [Enumerable.Range(0, calls).Select(i => (object)new object[] { true, AbiCodec.Encode("(uint256)", i) }).ToArray()]);

    static (TimeSpan Time, long Bytes) Median(Action action, long noCollection = 0)
    {
        var samples = Enumerable.Range(0, WarmUps + Runs).Select(_ => Measure(action, noCollection)).Skip(WarmUps).ToList();
        return (samples.Select(sample => sample.Time).Order().ElementAt(Runs / 2), samples.Select(sample => sample.Bytes).Order().ElementAt(Runs / 2));
    }

    static (TimeSpan Time, long Bytes) Measure(Action action, long noCollection)
    {
        if (noCollection > 0) GC.TryStartNoGCRegion(noCollection);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        action();
        var time = Stopwatch.GetElapsedTime(started);
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion) GC.EndNoGCRegion();
        return (time, bytes);
    }

    sealed record Add(int Number) : Call<BigInteger>("add(uint256)", "(uint256)")
    {
        protected override void Encode(AbiWriter writer) => writer.UInt256(Number);

        protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
    }

    /// <summary>Answers each call with its argument plus one, as bare as can be: what is measured is the engine.</summary>
    sealed class AddingNode : ITransport
    {
        const int Word = 32;
        static readonly RpcAnswer ChainId = RpcAnswer.Of("\"0x1\""u8.ToArray());
        static readonly RpcAnswer Block = RpcAnswer.Of(Encoding.UTF8.GetBytes($$"""{"number":"0x1","hash":"{{new Hash32(new byte[32])}}","timestamp":"0x1"}"""));

        public string Name => "adding#0";

        public ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation) =>
            ValueTask.FromResult(ImmutableArray.CreateRange(requests, Answer));

        static RpcAnswer Answer(RpcRequest request) => request.Method switch
        {
            "eth_chainId" => ChainId,
            "eth_call" => Aggregate(((EthCall)request.Parameters[0]!).Data.Span[(4 + Word)..]),
            _ => Block,
        };

        static RpcAnswer Aggregate(ReadOnlySpan<byte> array)
        {
            var count = Number(array);
            var answer = new byte[2 * Word + count * 5 * Word];
            Place(answer, 0, Word);
            Place(answer, 1, count);
            for (var i = 0; i < count; i++)
            {
                var tuple = array[(Word + Number(array[((i + 1) * Word)..]))..];
                var words = 2 + count + 4 * i;
                Place(answer, 2 + i, (count + 4 * i) * Word);
                Place(answer, words, 1);
                Place(answer, words + 1, 2 * Word);
                Place(answer, words + 2, Word);
                Place(answer, words + 3, Number(tuple[(4 * Word + 4)..]) + 1);
            }
            return RpcAnswer.OfData(answer);
        }

        static int Number(ReadOnlySpan<byte> word) => BinaryPrimitives.ReadInt32BigEndian(word[28..]);

        static void Place(byte[] answer, int word, int value) => BinaryPrimitives.WriteInt32BigEndian(answer.AsSpan(word * Word + 28), value);
    }
}
