using Spectre.Console;
using Watcher.Host.Cli.Views;
using Xunit;

namespace Watcher.Tests.Host;

public sealed class FiguresTests
{
    [Theory]
    [InlineData("0", "$0.00")]
    [InlineData("1234567.891", "$1,234,567.89")]
    [InlineData("-12.5", "-$12.50")]
    [InlineData("0.00123", "$0.0012")]
    public void Money_is_grouped_and_rounded(string value, string shown) => Assert.Equal(shown, Figures.Usd(BigDecimal.Parse(value)));

    [Theory]
    [InlineData("10.5", "10.5")]
    [InlineData("1234567.123456789", "1,234,567.123457")]
    [InlineData("0.0000012345", "0.00000123")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639935", "115792089237316195423570985008687907853269984665640564039457584007913129639935")]
    public void Amounts_show_what_counts_however_large_or_small(string value, string shown) => Assert.Equal(shown, Figures.Amount(BigDecimal.Parse(value)));

    [Theory]
    [InlineData("[red]ETH[/]")]
    [InlineData("a:chains:b")]
    [InlineData("[/][bold")]
    public void Foreign_text_stays_what_it_is(string text)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        console.Markup(Figures.Safe(text));
        Assert.Equal(text, writer.ToString());
    }
}
