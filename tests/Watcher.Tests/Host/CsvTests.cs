using Watcher.Host.Cli;
using Xunit;

namespace Watcher.Tests.Host;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=cmd()|'/C calc'!A0", "'=cmd()|'/C calc'!A0")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-x", "'-x")]
    public void What_a_spreadsheet_would_run_becomes_text(string text, string field) => Assert.Equal(field, Csv.Field(text));

    [Theory]
    [InlineData("-0.25")]
    [InlineData("1.05")]
    [InlineData("Infinity")]
    [InlineData("")]
    public void Numbers_stay_numbers(string text) => Assert.Equal(text, Csv.Field(text));

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    public void Separators_and_quotes_are_quoted(string text, string field) => Assert.Equal(field, Csv.Field(text));
}
