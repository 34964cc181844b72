using Watcher.Evm.Abi;
using Watcher.Evm.Rpc;
using Xunit;

namespace Watcher.Tests.Evm.Rpc;

/// <summary>The words are those of the nodes named beside them.</summary>
public sealed class RpcErrorTests
{
    [Theory]
    [InlineData(3, "execution reverted: paused", FailureReason.Reverted)] // geth
    [InlineData(-32000, "execution reverted", FailureReason.Reverted)] // old geth
    [InlineData(-32015, "VM execution error. Reverted 0x", FailureReason.Reverted)] // parity, nethermind
    [InlineData(-32603, "EVM error InvalidFEOpcode", FailureReason.Reverted)] // anvil
    [InlineData(-32000, "invalid opcode: INVALID", FailureReason.Reverted)] // geth
    [InlineData(-32000, "out of gas", FailureReason.OutOfGas)] // geth
    [InlineData(-32603, "EVM error OutOfGas", FailureReason.OutOfGas)] // anvil
    [InlineData(-32000, "intrinsic gas too high -- CallGasCostMoreThanGasLimit", FailureReason.OutOfGas)] // anvil
    [InlineData(-32000, "execution aborted (timeout = 5s)", FailureReason.OutOfGas)] // geth
    [InlineData(-32000, "header not found", FailureReason.BlockGone)] // geth
    [InlineData(-32000, "missing trie node 6f81 (path )", FailureReason.BlockGone)] // geth, pruned
    [InlineData(-32001, "Resource not found", FailureReason.BlockGone)] // anvil, nethermind
    [InlineData(-32602, "BlockOutOfRangeError: block height is 0 but requested was 153", FailureReason.BlockGone)] // anvil
    [InlineData(-32000, "hash 0xab is not currently canonical", FailureReason.BlockGone)] // geth
    [InlineData(-32005, "query returned more than 10000 results", FailureReason.TooLarge)] // a hosted service
    [InlineData(-32602, "eth_getLogs is limited to a 10,000 range", FailureReason.TooLarge)] // a hosted service
    [InlineData(-32005, "daily request count exceeded", FailureReason.RateLimited)] // a hosted service
    [InlineData(429, "Your app has exceeded its compute units per second capacity", FailureReason.RateLimited)] // a hosted service
    [InlineData(-32601, "the method eth_getLogs does not exist/is not available", FailureReason.Forbidden)] // geth
    [InlineData(-32603, "internal error", FailureReason.NodeError)]
    [InlineData(-32000, "something new", FailureReason.NodeError)]
    public void An_error_has_its_reason(int code, string message, FailureReason reason) =>
        Assert.Equal(reason, new RpcError(code, message, null).ToFailure(text => text).Reason);

    [Fact]
    public void A_reverts_text_is_decoded_from_its_data()
    {
        var data = Hex.Encode([.. FunctionSelector.Of("Error(string)"), .. AbiCodec.Encode("(string)", "paused")]);
        Assert.Equal("reverted: \"paused\"", new RpcError(3, "execution reverted", data).ToFailure(text => text).Why);
        Assert.Equal("reverted: \"paused\"", new RpcError(-32015, "VM execution error", "Reverted " + data).ToFailure(text => text).Why);
    }

    [Theory]
    [InlineData("", "reverted without a reason")]
    [InlineData("4e487b710000000000000000000000000000000000000000000000000000000000000011", "reverted: panic 0x11 (arithmetic overflow)")]
    [InlineData("4e487b710000000000000000000000000000000000000000000000000000000000000001", "reverted: panic 0x01 (assertion failed)")]
    [InlineData("deadbeef00", "reverted with error 0xdeadbeef")]
    [InlineData("08c379a0ff", "reverted with error 0x08c379a0")]
    [InlineData("01", "reverted with 0x01")]
    public void A_revert_says_what_it_can(string data, string why) => Assert.Equal(why, RevertReason.Of(Convert.FromHexString(data)));

    [Fact]
    public void The_words_of_strangers_stay_one_line_of_bounded_length()
    {
        var why = new RpcError(-32000, "line\nbreak \u001b[31mred\u202e " + new string('x', 5000), null).ToFailure(text => text).Why;
        Assert.DoesNotContain(why, char.IsControl);
        Assert.InRange(why.Length, 1, 200);
    }
}
