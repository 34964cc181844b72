using System.Text;
using Watcher.Evm;
using Watcher.Evm.Abi;
using Watcher.Positions;
using Watcher.Protocols.Erc20;
using Xunit;

namespace Watcher.Tests.Erc20;

public sealed class TokenReaderTests
{
    static readonly Address Token = Address.Parse("0x00000000000000000000000000000000000000aa");

    readonly FakeContracts chain = new FakeContracts().With(Token, new Symbol(), "TKN").With(Token, new Decimals(), 6);

    [Fact]
    public async Task An_ordinary_token_tells_its_symbol_and_decimals() =>
        Assert.Equal(new("devnet", Token, "TKN", 6), await Read());

    [Fact]
    public async Task A_configured_symbol_goes_before_the_tokens_own() =>
        Assert.Equal(new("devnet", Token, "USDC", 6), await Read(symbol: "USDC"));

    [Fact]
    public async Task A_symbol_of_32_bytes_is_read_up_to_its_zeros()
    {
        chain.WithBytes(Token, new Symbol(), [.. "MKR"u8, .. new byte[29]]);
        Assert.Equal("MKR", (await Read()).Symbol);
    }

    [Fact]
    public async Task A_hostile_symbol_is_cleaned()
    {
        chain.With(Token, new Symbol(), "\u202E\u001b[2JUS\nDC" + new string('!', 1000));
        Assert.Equal("[2JUSDC" + new string('!', 57), (await Read()).Symbol);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u200B")]
    public async Task A_symbol_of_nothing_visible_is_none(string symbol)
    {
        chain.With(Token, new Symbol(), symbol);
        Assert.Null((await Read()).Symbol);
    }

    [Fact]
    public async Task A_symbol_that_is_no_text_is_none()
    {
        chain.WithBytes(Token, new Symbol(), [.. AbiCodec.Encode("(uint256,uint256)", 32, 5), 0xff, 0xfe, 0xfd, 0xfc, 0xfb, .. new byte[27]]);
        Assert.Null((await Read()).Symbol);
    }

    [Fact]
    public async Task A_symbol_that_reverts_is_none()
    {
        chain.WithBytes(Token, new Symbol(), null);
        Assert.Null((await Read()).Symbol);
    }

    [Fact]
    public async Task Decimals_that_revert_are_unknown()
    {
        chain.WithBytes(Token, new Decimals(), null);
        Assert.Equal(new("devnet", Token, "TKN", null), await Read());
    }

    [Fact]
    public async Task Decimals_that_answer_nothing_are_unknown()
    {
        chain.WithBytes(Token, new Decimals(), []);
        Assert.Null((await Read()).Decimals);
    }

    [Theory]
    [InlineData("77", 77)]
    [InlineData("78", null)] // 10^78 > 2^256
    [InlineData("255", null)]
    [InlineData("256", null)]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639935", null)]
    public async Task Absurd_decimals_are_unknown(string answer, int? decimals)
    {
        chain.WithBytes(Token, new Decimals(), AbiCodec.Encode("(uint256)", BigDecimal.Parse(answer).Unscaled));
        Assert.Equal(decimals, (await Read()).Decimals);
    }

    [Fact]
    public async Task Decimals_of_text_are_unknown()
    {
        chain.WithBytes(Token, new Decimals(), Encoding.ASCII.GetBytes("18"));
        Assert.Null((await Read()).Decimals);
    }

    [Fact]
    public async Task What_a_token_told_once_is_not_asked_again()
    {
        await Read();
        await Read();
        Assert.Equal(1, chain.Rounds);
    }

    [Theory]
    [InlineData(FailureReason.OutOfGas)]
    [InlineData(FailureReason.TooLarge)]
    public async Task A_strangers_token_that_answers_without_end_tells_nothing(FailureReason reason)
    {
        chain.WithFailure(Token, new Symbol(), reason);
        var outcome = await Ask(FakeAssets.Book());
        Assert.Equal(new("devnet", Token, null, null), outcome.Value);
    }

    [Fact]
    public async Task A_configured_token_that_answers_without_end_is_unreadable()
    {
        chain.WithFailure(Token, new Decimals(), FailureReason.OutOfGas);
        var outcome = await Ask(FakeAssets.Book((Token, "USDC")));
        Assert.Equal(FailureReason.OutOfGas, outcome.Failure?.Reason);
    }

    async Task<Asset> Read(string? symbol = null)
    {
        var outcome = await Ask(FakeAssets.Book((Token, symbol)));
        Assert.Null(outcome.Failure);
        return outcome.Value!;
    }

    Task<Outcome<Asset>> Ask(AssetBook assets) => chain.Read(block => new TokenReader("devnet", assets).Read(block, Token));
}
