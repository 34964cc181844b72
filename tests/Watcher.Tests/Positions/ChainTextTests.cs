using Watcher.Positions;
using Xunit;

namespace Watcher.Tests.Positions;

public sealed class ChainTextTests
{
    [Theory]
    [InlineData("USDC")]
    [InlineData("USD₮0")]
    [InlineData("🍣 SUSHI")]
    [InlineData("<script>=1+1[red]")] // harmless here: each renderer escapes for its own medium
    public void Ordinary_text_stays_as_it_is(string text) => Assert.Equal(text, ChainText.Clean(text));

    [Theory]
    [InlineData("US\u0000DC")]
    [InlineData("\u001b[31mUSDC", "[31mUSDC")]
    [InlineData("US\r\nDC")]
    [InlineData("US\u0085DC")]
    [InlineData("US\u2028DC")]
    [InlineData("US\u2029DC")]
    public void Control_characters_and_line_breaks_are_taken_out(string text, string clean = "USDC") =>
        Assert.Equal(clean, ChainText.Clean(text));

    [Theory]
    [InlineData("\u202ECDSU", "CDSU")] // right-to-left override
    [InlineData("US\u2066DC\u2069")] // isolates
    [InlineData("US\u200EDC\u061C")] // marks
    [InlineData("US\u200BDC\uFEFF")] // zero width
    [InlineData("US\U000E0041DC")] // a tag character
    public void Bidirectional_and_invisible_characters_are_taken_out(string text, string clean = "USDC") =>
        Assert.Equal(clean, ChainText.Clean(text));

    [Fact]
    public void Halves_of_surrogate_pairs_are_taken_out() => Assert.Equal("USDC", ChainText.Clean("US" + '\ud83c' + "DC" + '\udf63'));

    [Fact]
    public void Private_use_characters_are_taken_out() => Assert.Equal("USDC", ChainText.Clean("US\uE000DC"));

    [Fact]
    public void Text_is_trimmed_after_cleaning() => Assert.Equal("USDC", ChainText.Clean(" \u200B USDC \u200B "));

    [Fact]
    public void Text_of_nothing_else_is_empty() => Assert.Equal("", ChainText.Clean("\u200B\u202E \n"));

    [Fact]
    public void Text_is_cut_to_64_characters() => Assert.Equal(new string('A', 64), ChainText.Clean(new string('A', 10_000)));

    [Fact]
    public void The_cut_splits_no_surrogate_pair() =>
        Assert.Equal(new string('A', 63), ChainText.Clean(new string('A', 63) + "🍣"));

    [Fact]
    public void Removed_characters_do_not_count_towards_the_limit() =>
        Assert.Equal("USDC", ChainText.Clean(new string('\u200B', 10_000) + "USDC"));

    [Fact]
    public void Cleaning_twice_changes_nothing()
    {
        var once = ChainText.Clean("\u202E " + new string('A', 63) + " B\u0000C");
        Assert.Equal(once, ChainText.Clean(once));
    }
}
