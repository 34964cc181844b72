using Spectre.Console;
using Watcher.Host.Drill;

namespace Watcher.Host.Cli.Views;

/// <summary>How a drill went: what was supposed, and what each channel answered to each message.</summary>
static class DrillView
{
    public static void Write(IAnsiConsole console, DrillOutcome outcome)
    {
        if (outcome.Plot is not { } plot)
        {
            console.MarkupLine($"[red]{Figures.Safe(DrillWords.WhyNot(outcome))}[/]");
            return;
        }
        console.MarkupLine($"[bold]DRILL[/] {Figures.Safe($"of {Who(plot)}, rule {plot.Rule.Name} ({plot.Rule.Trigger})")}");
        console.MarkupLine(Figures.Safe($"Supposed: {DrillWords.Supposed(plot, outcome.Given)}"));
        if (plot.Deeper is { } deeper) console.MarkupLine(Figures.Safe($"Worsened by: {deeper}"));
        var table = new Table().Border(TableBorder.Simple).AddColumns("Channel", "Told", "Tells of", "Outcome", "Tries", "Receipt");
        foreach (var receipt in outcome.Receipts)
            table.AddRow(Figures.Safe(receipt.Message.Channel), receipt.Act, $"{receipt.Message.Tells.Length}",
                receipt.Delivered ? "[green]delivered[/]" : "[red]not delivered[/]", $"{receipt.Tries}", Figures.Safe(receipt.Receipt));
        console.Write(table);
        console.MarkupLine($"{outcome.Receipts.Count(r => r.Delivered)} of {outcome.Receipts.Length} messages delivered, each marked DRILL; nothing of it is stored.");
        if (outcome.Unread is { } unread) console.MarkupLine($"[yellow]Not everything could be read:[/] {Figures.Safe(unread)}");
    }

    static string Who(Plot plot) =>
        $"{plot.Victim.Label ?? plot.Victim.Wallet?.ToString() ?? plot.Victim.Key}{(plot.Victim.Chain is { } chain ? $" on {chain}" : "")}";
}
