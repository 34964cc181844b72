using Watcher.Positions;
using Watcher.Tests.Risk;
using Xunit;

namespace Watcher.Tests.Positions;

public sealed class AssetSelectorTests
{
    static readonly Asset Native = new("a", null, "ETH", 18), Wrapped = Token("a", 1, "WETH"), Usdc = Token("a", 2, "USDC"), OtherUsdc = Token("b", 9, "USDC"),
        Twin = Token("b", 3, "TWIN"), TwinToo = Token("b", 4, "TWIN");

    static readonly AssetBook Book = new(
    [
        new(Native, "eth", null, false), new(Wrapped, null, null, WrapsNative: true), Loans.Known(Usdc, "usd"), Loans.Known(OtherUsdc, "usd"), Loans.Known(Twin, null), Loans.Known(TwinToo, null),
    ]);

    static Asset Token(string chain, byte number, string symbol) => new(chain, Loans.AddressOf(number), symbol, 18);

    static AssetSelector Parse(string text) => AssetSelector.TryParse(text, Book, out var selector, out var problem) ? selector! : throw new ArgumentException(problem);

    static string? Problem(string text) => AssetSelector.TryParse(text, Book, out _, out var problem) ? null : problem;

    [Fact]
    public void A_symbol_names_the_configured_token_on_every_chain()
    {
        Assert.True(Parse("USDC").Selects(Usdc.Key));
        Assert.True(Parse("usdc").Selects(OtherUsdc.Key));
        Assert.Equal("USDC", Parse("usdc").Text);
    }

    [Fact]
    public void A_symbol_as_configured_is_worked_out_once_and_for_its_own_configuration()
    {
        Assert.Same(Parse("USDC"), Parse("USDC"));
        Assert.True(AssetSelector.TryParse("USDC", new AssetBook([Loans.Known(OtherUsdc, "usd")]), out var elsewhere, out _));
        Assert.Equal(OtherUsdc.Key, Assert.Single(elsewhere!.Keys));
    }

    [Fact]
    public void A_symbol_never_names_a_look_alike_found_on_chain() => Assert.False(Parse("USDC").SelectsUnit(Token("a", 77, "USDC").Key));

    [Fact]
    public void Native_and_wrapped_are_told_apart_as_balances_and_are_one_as_weights()
    {
        Assert.False(Parse("ETH").Selects(Wrapped.Key));
        Assert.True(Parse("ETH").SelectsUnit(Wrapped.Key));
        Assert.True(Parse("WETH").SelectsUnit(Native.Key));
        Assert.Equal(("ETH", "ETH"), (Parse("native").RowName, Parse("WETH").RowName));
    }

    [Fact]
    public void A_group_names_all_its_assets_and_the_wrapped_token_goes_with_the_native()
    {
        Assert.True(Parse("group:eth").Selects(Native.Key));
        Assert.True(Parse("group:eth").Selects(Wrapped.Key));
        Assert.False(Parse("group:eth").Selects(Usdc.Key));
    }

    [Fact]
    public void An_address_names_any_token_configured_or_not()
    {
        var found = Token("a", 55, "NEW");
        Assert.True(Parse(found.Address.ToString()!).Selects(found.Key));
    }

    [Fact]
    public void What_is_unknown_or_ambiguous_asks_for_the_address()
    {
        Assert.Contains("address", Problem("UDSC"));
        Assert.Contains("did you mean 'USDC'", Problem("UDSC"));
        Assert.Contains(Twin.Address.ToString()!, Problem("TWIN"));
        Assert.Contains(TwinToo.Address.ToString()!, Problem("TWIN"));
        Assert.Contains("group", Problem("group:etc"));
        Assert.Contains("not an address", Problem("0x12"));
    }
}
