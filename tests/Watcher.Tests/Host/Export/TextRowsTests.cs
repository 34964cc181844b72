using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Host.Export;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Host.Export;

public sealed class TextRowsTests
{
    static readonly object?[] Row = ["=HYPERLINK(\"x\")", 12L, 0.00000125, double.PositiveInfinity, null, "a\u202eb\u0007c"];

    static readonly ImmutableArray<ExportColumn> Columns =
    [
        new("text", ExportType.Text), new("whole", ExportType.Integer), new("real", ExportType.Real),
        new("endless", ExportType.Real), new("nothing", ExportType.Text), new("hostile", ExportType.Text),
    ];

    [Fact]
    public async Task Csv_has_a_line_of_names_and_fields_that_no_spreadsheet_runs() => Assert.Equal(
        "text,whole,real,endless,nothing,hostile\r\n\"'=HYPERLINK(\"\"x\"\")\",12,0.00000125,Infinity,,abc\r\n", await Written(output => new CsvRows(output, Columns)));

    [Fact]
    public async Task A_json_line_is_an_object_without_what_is_null_and_numbers_are_numbers()
    {
        var line = await Written(output => new JsonRows(output, Columns));
        Assert.Equal(1, line.Count(c => c == '\n'));
        Assert.Contains("\"whole\":12,\"real\":0.00000125,", line, StringComparison.Ordinal);
        var json = JsonNode.Parse(line)!.AsObject();
        Assert.Equal(["text", "whole", "real", "endless", "hostile"], json.Select(pair => pair.Key));
        Assert.Equal(("=HYPERLINK(\"x\")", "Infinity", "abc"), ((string)json["text"]!, (string)json["endless"]!, (string)json["hostile"]!));
    }

    static async Task<string> Written(Func<TextWriter, RowWriter> form)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        var rows = form(output);
        await rows.Write(Row);
        await rows.Complete();
        return output.ToString();
    }
}
