using System.Text;
using Watcher.Evm.Abi;
using Xunit;

namespace Watcher.Tests.Evm.Abi;

/// <summary>Vectors: https://docs.soliditylang.org/en/latest/abi-spec.html#examples and #use-of-dynamic-types.</summary>
public sealed class AbiCodecTests
{
    [Fact]
    public void Baz_of_the_specification() => Assert.Equal(
        "0xcdcd77c0"
        + "0000000000000000000000000000000000000000000000000000000000000045"
        + "0000000000000000000000000000000000000000000000000000000000000001",
        Hex.Encode(AbiCodec.EncodeCall("baz(uint32,bool)", 69, true)));

    [Fact]
    public void Bar_of_the_specification() => Assert.Equal(
        "0xfce353f6"
        + "6162630000000000000000000000000000000000000000000000000000000000"
        + "6465660000000000000000000000000000000000000000000000000000000000",
        Hex.Encode(AbiCodec.EncodeCall("bar(bytes3[2])", [new object[] { "abc"u8.ToArray(), "def"u8.ToArray() }])));

    [Fact]
    public void Sam_of_the_specification() => Assert.Equal(
        "0xa5643bf2"
        + "0000000000000000000000000000000000000000000000000000000000000060"
        + "0000000000000000000000000000000000000000000000000000000000000001"
        + "00000000000000000000000000000000000000000000000000000000000000a0"
        + "0000000000000000000000000000000000000000000000000000000000000004"
        + "6461766500000000000000000000000000000000000000000000000000000000"
        + "0000000000000000000000000000000000000000000000000000000000000003"
        + "0000000000000000000000000000000000000000000000000000000000000001"
        + "0000000000000000000000000000000000000000000000000000000000000002"
        + "0000000000000000000000000000000000000000000000000000000000000003",
        Hex.Encode(AbiCodec.EncodeCall("sam(bytes,bool,uint256[])", "dave"u8.ToArray(), true, new object[] { 1, 2, 3 })));

    [Fact]
    public void F_of_the_specification_with_dynamic_types() => Assert.Equal(
        "0x8be65246"
        + "0000000000000000000000000000000000000000000000000000000000000123"
        + "0000000000000000000000000000000000000000000000000000000000000080"
        + "3132333435363738393000000000000000000000000000000000000000000000"
        + "00000000000000000000000000000000000000000000000000000000000000e0"
        + "0000000000000000000000000000000000000000000000000000000000000002"
        + "0000000000000000000000000000000000000000000000000000000000000456"
        + "0000000000000000000000000000000000000000000000000000000000000789"
        + "000000000000000000000000000000000000000000000000000000000000000d"
        + "48656c6c6f2c20776f726c642100000000000000000000000000000000000000",
        Hex.Encode(AbiCodec.EncodeCall("f(uint256,uint32[],bytes10,bytes)", 0x123, new object[] { 0x456, 0x789 }, "1234567890"u8.ToArray(), "Hello, world!"u8.ToArray())));

    [Fact]
    public void G_of_the_specification_with_nested_dynamic_types()
    {
        var encoded = AbiCodec.EncodeCall("g(uint256[][],string[])", new object[] { new object[] { 1, 2 }, new object[] { 3 } }, new object[] { "one", "two", "three" });
        Assert.Equal(
            "0x2289b18c"
            + "0000000000000000000000000000000000000000000000000000000000000040"
            + "0000000000000000000000000000000000000000000000000000000000000140"
            + "0000000000000000000000000000000000000000000000000000000000000002"
            + "0000000000000000000000000000000000000000000000000000000000000040"
            + "00000000000000000000000000000000000000000000000000000000000000a0"
            + "0000000000000000000000000000000000000000000000000000000000000002"
            + "0000000000000000000000000000000000000000000000000000000000000001"
            + "0000000000000000000000000000000000000000000000000000000000000002"
            + "0000000000000000000000000000000000000000000000000000000000000001"
            + "0000000000000000000000000000000000000000000000000000000000000003"
            + "0000000000000000000000000000000000000000000000000000000000000003"
            + "0000000000000000000000000000000000000000000000000000000000000060"
            + "00000000000000000000000000000000000000000000000000000000000000a0"
            + "00000000000000000000000000000000000000000000000000000000000000e0"
            + "0000000000000000000000000000000000000000000000000000000000000003"
            + "6f6e650000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000003"
            + "74776f0000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000005"
            + "7468726565000000000000000000000000000000000000000000000000000000",
            Hex.Encode(encoded));
        var decoded = AbiCodec.Decode("(uint256[][],string[])", encoded.AsSpan(4));
        Assert.Equal(["one", "two", "three"], (object[])decoded[1]);
    }

    [Theory]
    [InlineData(256, -1)]
    [InlineData(8, 256)]
    [InlineData(24, 16777216)]
    public void A_number_out_of_its_range_is_not_encoded(int bits, int value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AbiCodec.Encode($"(uint{bits})", value));

    [Fact]
    public void The_ends_of_a_signed_range_are_encoded_and_nothing_beyond()
    {
        Assert.Equal([BigInteger.MinusOne * 128, (BigInteger)127], AbiCodec.Decode("(int8,int8)", AbiCodec.Encode("(int8,int8)", -128, 127)));
        Assert.Throws<ArgumentOutOfRangeException>(() => AbiCodec.Encode("(int8)", 128));
        Assert.Throws<ArgumentOutOfRangeException>(() => AbiCodec.Encode("(int8)", -129));
    }

    [Fact]
    public void Whatever_is_encoded_decodes_to_itself()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new RandomAbi(seed);
            var type = random.Tuple();
            var values = random.Values(type);
            Assert.Equal(Text(values), Text(AbiCodec.Decode(type, AbiCodec.Encode(type, values))));
        }
    }

    [Fact]
    public void Whatever_is_broken_is_refused_or_decodes_in_the_one_proper_way()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new RandomAbi(seed);
            var type = random.Tuple();
            var data = AbiCodec.Encode(type, random.Values(type));
            for (var i = 0; i < 20; i++) Survives(type, random.Mutated(data));
        }
    }

    [Fact]
    public void A_small_answer_cannot_claim_much_memory()
    {
        var type = AbiType.Parse("(bytes[][][][])");
        var hostile = Enumerable.Range(0, 64).SelectMany(_ => (byte[])[.. new byte[31], 0x20]).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<AbiException>(() => AbiCodec.Decode(type, hostile));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    /// <summary>Offsets may stand in another order than ours would, so a re-encoding can differ; its content cannot.</summary>
    static void Survives(AbiType type, byte[] data)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var values = AbiCodec.Decode(type, data);
            Assert.Equal(data.Length, AbiCodec.Encode(type, values).Length);
        }
        catch (AbiException)
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000 + 100 * data.Length);
        }
    }

    static string Text(object value) => value switch
    {
        object[] items => $"({string.Join(',', items.Select(Text))})",
        byte[] bytes => Hex.Encode(bytes),
        string text => Hex.Encode(Encoding.UTF8.GetBytes(text)),
        _ => value.ToString()!,
    };
}
