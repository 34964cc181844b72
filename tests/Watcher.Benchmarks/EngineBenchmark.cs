using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Benchmarks;

/// <summary>The read engine on a chain in memory, with next to no node's time in it: 10,000 readers of three dependent calls.</summary>
static class EngineBenchmark
{
    const int Readers = 10_000, Times = 51;

    public static ImmutableArray<Figure> Run()
    {
        var client = new ChainClient(new("fake", 1), [new AddingNode()], TimeProvider.System, new());
        var (time, bytes) = Cost.Median(Times, () => ReadAll(client));
        return
        [
            new($"{Readers:N0} readers of 3 dependent calls", time.TotalMilliseconds, "ms", 15),
            new("... allocated a reader", bytes / (double)Readers, "bytes"),
        ];
    }

    static void ReadAll(ChainClient client)
    {
        var block = client.Pin(BlockSelector.Latest, default).GetAwaiter().GetResult();
        var readers = Enumerable.Range(0, Readers).Select(i => (Func<Read<BigInteger>>)(() => ThreeDeep(block, 10 * i)));
        var outcomes = client.Run(block, readers, default).GetAwaiter().GetResult();
        if (outcomes[^1].Value != 10 * (Readers - 1) + 3) throw new InvalidOperationException("the engine read a wrong number");
    }

    static async Read<BigInteger> ThreeDeep(PinnedBlock block, int start)
    {
        var first = await block.Call(Address.Zero, new Add(start));
        var second = await block.Call(Address.Zero, new Add((int)first));
        return await block.Call(Address.Zero, new Add((int)second));
    }

    sealed record Add(int Number) : Call<BigInteger>("add(uint256)", "(uint256)")
    {
        protected override void Encode(AbiWriter writer) => writer.UInt256(Number);

        protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
    }
}
