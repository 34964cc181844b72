using Watcher.Evm;
using Watcher.Evm.Abi;
using Xunit;

namespace Watcher.Tests.Evm;

public sealed class CallTests
{
    static readonly Address Alice = Address.Parse("0x00000000000000000000000000000000000000a1");
    static readonly Address Bob = Address.Parse("0x00000000000000000000000000000000000000b0");

    [Fact]
    public void Data_is_the_selector_and_the_arguments() =>
        Assert.Equal("0x70a08231" + new string('0', 62) + "a1", Hex.Encode(new BalanceOf(Alice).Data));

    /// <summary>The example of https://docs.soliditylang.org/en/latest/abi-spec.html#examples</summary>
    [Fact]
    public void Offsets_count_from_behind_the_selector_and_leave_nothing_to_the_next_call()
    {
        string[] words = ["60", "1", "a0", "4", "64617665".PadRight(64, '0'), "3", "1", "2", "3"];
        Assert.Equal("0xa5643bf2" + string.Concat(words.Select(word => word.PadLeft(64, '0'))), Hex.Encode(new Sam().Data));
        Assert.Equal("0x70a08231" + new string('0', 62) + "b0", Hex.Encode(new BalanceOf(Bob).Data));
    }

    [Fact]
    public void Calls_with_equal_arguments_are_equal_encoded_or_not()
    {
        var encoded = new BalanceOf(Alice);
        Assert.NotEmpty(encoded.Data);
        Assert.Equal(encoded, new BalanceOf(Alice));
        Assert.Equal(encoded.GetHashCode(), new BalanceOf(Alice).GetHashCode());
        Assert.NotEqual(encoded, new BalanceOf(Bob));
    }

    [Fact]
    public void A_changed_copy_encodes_anew()
    {
        var call = new BalanceOf(Alice);
        Assert.NotEmpty(call.Data);
        Assert.Equal(new BalanceOf(Bob).Data, (call with { Owner = Bob }).Data);
    }

    [Fact]
    public void An_answer_that_goes_on_is_refused_unless_the_call_allows_it()
    {
        Assert.Throws<AbiException>(() => new BalanceOf(Alice).DecodeAnswer(new byte[64]));
        Assert.Equal(BigInteger.Zero, new LenientBalanceOf(Alice).DecodeAnswer(new byte[64]));
    }

    sealed record Sam() : Call<bool>("sam(bytes,bool,uint256[])", "()")
    {
        protected override void Encode(AbiWriter writer) => writer.Bytes("dave"u8).Bool(true).Array([1, 2, 3], (each, number) => each.UInt256(number));

        protected override bool Decode(ref AbiReader reader) => true;
    }

    sealed record LenientBalanceOf(Address Owner) : Call<BigInteger>("balanceOf(address)", "(uint256)")
    {
        protected override bool AllowsMore => true;

        protected override void Encode(AbiWriter writer) => writer.Address(Owner);

        protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
    }
}
