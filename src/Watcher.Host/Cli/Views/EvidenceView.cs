using System.Text.Json.Nodes;
using Spectre.Console;

namespace Watcher.Host.Cli.Views;

/// <summary>What an alert is about as it was reported, to the last digit: its legs, and beneath them every figure of it. All of it is in <c>--json</c>.</summary>
static class EvidenceView
{
    static readonly string[] LegColumns = ["role", "amount", "priceUsd", "valueUsd"];

    public static void Write(IAnsiConsole console, JsonObject evidence, string title)
    {
        console.MarkupLine($"[bold]{title}[/]");
        if (evidence["legs"] is JsonArray { Count: > 0 } legs) console.Write(Legs(legs.OfType<JsonObject>()));
        var figures = new Table().Border(TableBorder.Simple).AddColumn("Figure").AddColumn(new TableColumn("Value").RightAligned());
        foreach (var (name, value) in evidence)
            if (value is JsonValue && BigDecimal.TryParse(Text(value), out _)) figures.AddRow(Figures.Safe(name), Figures.Safe(Text(value)));
        if (figures.Rows.Count > 0) console.Write(figures);
    }

    static Table Legs(IEnumerable<JsonObject> legs)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Leg", "Asset");
        foreach (var name in (string[])["Amount", "Price", "Value"]) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var leg in legs)
        {
            var asset = leg["asset"];
            string[] cells = [.. LegColumns.Select(column => Figures.Safe(Text(leg[column])))];
            table.AddRow([cells[0], Figures.Safe(Text(asset?["symbol"] ?? asset?["address"])), .. cells[1..]]);
        }
        return table;
    }

    static string? Text(JsonNode? value) => value?.ToString();
}
