using System.Text.Json.Nodes;
using Watcher.Host.Cli;
using Xunit;

namespace Watcher.Tests.Host;

public sealed class RowWriterTests
{
    static readonly object?[] Row = ["=HYPERLINK(\"x\")", 12L, 0.00000125, double.PositiveInfinity, null, "a\u202eb\u0007c"];

    [Fact]
    public void Csv_has_a_line_of_names_and_fields_that_no_spreadsheet_runs() => Assert.Equal(
        "text,whole,real,endless,nothing,hostile\r\n\"'=HYPERLINK(\"\"x\"\")\",12,0.00000125,Infinity,,abc\r\n", Written(RowWriter.Csv));

    [Fact]
    public void A_json_line_is_an_object_without_what_is_null_and_numbers_are_numbers()
    {
        var line = Written(RowWriter.JsonLines);
        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.Contains("\"whole\":12,\"real\":0.00000125,", line, StringComparison.Ordinal);
        var json = JsonNode.Parse(line)!.AsObject();
        Assert.Equal(["text", "whole", "real", "endless", "hostile"], json.Select(pair => pair.Key));
        Assert.Equal(("=HYPERLINK(\"x\")", "Infinity", "abc"), ((string)json["text"]!, (string)json["endless"]!, (string)json["hostile"]!));
    }

    static string Written(Func<TextWriter, System.Collections.Immutable.ImmutableArray<string>, RowWriter> form)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using (var rows = form(output, ["text", "whole", "real", "endless", "nothing", "hostile"])) rows.Write(Row);
        return output.ToString();
    }
}
