using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Evm.Abi;
using Watcher.Protocols.AaveV3;

namespace Watcher.Benchmarks;

/// <summary>The ABI codec alone: a multicall of 100 calls that each answer six numbers, from call records to bytes and from bytes to values.</summary>
static class CodecBenchmark
{
    const int Calls = 100, Times = 2001;
    static readonly Address Pool = Address.Parse("0x87870Bca3F3fD6335C3F4ce8392D69350B4fA4E2");

    public static ImmutableArray<Figure> Run()
    {
        var answer = AbiCodec.Encode("((bool,bytes)[])", [Enumerable.Range(0, Calls).Select(i => (object)new object[] { true, Account(i) }).ToArray()]);
        var encoding = Cost.Median(Times, Encode);
        var decoding = Cost.Median(Times, () => Decode(answer));
        return
        [
            new($"encode a multicall of {Calls} calls", encoding.Time.TotalMicroseconds, "µs"),
            new("... allocated", encoding.Bytes / 1024.0, "KiB"),
            new($"decode its answer, {Calls} × 6 numbers", decoding.Time.TotalMicroseconds, "µs"),
            new("... allocated", decoding.Bytes / 1024.0, "KiB"),
        ];
    }

    static void Encode()
    {
        Question[] questions = [.. Enumerable.Range(0, Calls).Select(i => new Question(new(QuestionKind.Call, Pool, new GetUserAccountData(Wallet(i)).Data)))];
        Multicall3.Encode(ChainClientOptions.UsualMulticall3, questions, new byte[Multicall3.Size(questions)]);
    }

    static void Decode(byte[] answer)
    {
        var call = new GetUserAccountData(Pool);
        var i = 0;
        foreach (var inner in Multicall3.Decode(answer))
            if (call.DecodeAnswer(inner.Data.Span).Collateral != Collateral(i++)) throw new InvalidOperationException("the codec read a wrong number");
    }

    static byte[] Account(int i) => AbiCodec.Encode("(uint256,uint256,uint256,uint256,uint256,uint256)",
        Collateral(i), (BigInteger)300_000_000_000, (BigInteger)200_000_000_000, (BigInteger)8250, (BigInteger)8000, BigInteger.Pow(10, 18) * 2 + i);

    static BigInteger Collateral(int i) => 700_000_000_000 + i;

    static Address Wallet(int i) => Address.Parse($"0x{i + 1:x40}");
}
