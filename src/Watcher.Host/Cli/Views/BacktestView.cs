using Spectre.Console;
using Watcher.Host.Backtest;
using Watcher.Settings;

namespace Watcher.Host.Cli.Views;

/// <summary>What a rule would have done in the past, as a person reads it.</summary>
static class BacktestView
{
    const int ShownGaps = 5;

    public static void Write(IAnsiConsole console, BacktestOutcome outcome)
    {
        console.MarkupLine($"[bold]{Figures.Safe(outcome.Rule.Name)}[/] {Figures.Safe($"({outcome.Rule.Trigger})")} on {(outcome.FromArchive ? "past blocks, read now" : "the recorded history")}");
        if (outcome.Pasts.IsEmpty) console.MarkupLine("Nothing is recorded of the configured chains.");
        foreach (var past in outcome.Pasts) Write(console, past);
        var (times, unknown) = outcome.Replay.Asked;
        if (times > 0) console.MarkupLine($"Asked {times} times{(unknown > 0 ? $", of which [yellow]{unknown} UNKNOWN[/]" : "")}.");
        Alerts(console, outcome.Replay);
        Events(console, outcome.Replay);
        Sum(console, outcome.Replay);
    }

    static void Write(IAnsiConsole console, Past past)
    {
        console.MarkupLine(past.Replayed is { First: { } first, Last: { } last }
            ? $"{Figures.Safe(past.Chain)}: {past.Replayed.Count} blocks, {Place(first)} to {Place(last)}"
            : $"{Figures.Safe(past.Chain)}: no blocks");
        if (past.Partial > 0) console.MarkupLine($"  [yellow]{past.Partial} times[/] a wallet could not be judged at a block: not all of it is kept there.");
        foreach (var gap in past.Gaps.Take(ShownGaps)) console.MarkupLine($"  [yellow]{Gap(gap)}[/]");
        if (past.Gaps.Length > ShownGaps) console.MarkupLine($"  [yellow]and {past.Gaps.Length - ShownGaps} more gaps[/]");
    }

    static string Gap(PastGap gap) => gap.Why is { } why ? $"{Place(gap.From)} could not be read: {Figures.Safe(why)}"
        : $"not recorded: {Durations.Text(gap.To.Timestamp - gap.From.Timestamp)} between {Place(gap.From)} and {Place(gap.To)}";

    static void Alerts(IAnsiConsole console, Replay replay)
    {
        if (replay.Alerts.IsEmpty) return;
        var table = new Table().Border(TableBorder.Simple).AddColumns("Fired", "At", "Then", "Ended", "Lasted", "Told", "On");
        foreach (var alert in replay.Alerts)
            table.AddRow(Place(alert.Fired!.Block), Value(alert.Fired), string.Join('\n', alert.Between.Select(step => $"{Figures.Safe(step.Reason)} {Value(step)}, block {step.Block.Number}")),
                alert.State.IsEvent ? "" : alert.Resolved is { } end ? $"{Place(end.Block)}\n{Figures.Safe(end.Reason)}" : "[red]still firing[/]",
                alert.Resolved is { } over ? Durations.Text(over.Block.Timestamp - alert.Fired.Block.Timestamp) : "", $"{alert.State.Told}",
                Figures.Safe(alert.State.Subject.Position ?? alert.State.Subject.Key));
        console.Write(table);
    }

    static void Events(IAnsiConsole console, Replay replay)
    {
        foreach (var (happened, warning) in replay.Events)
            console.MarkupLine($"{Figures.Safe(happened.Kind)} at {Place(happened.Block)}: {Figures.Safe(happened.Summary)}: "
                + (warning is null ? "[red]it was not firing before[/]"
                    : $"[green]it fired {Durations.Text(happened.Block.Timestamp - warning.Fired!.Block.Timestamp)} before[/]"));
    }

    static void Sum(IAnsiConsole console, Replay replay)
    {
        var (fired, firing) = (replay.Alerts.Length, replay.Alerts.Count(alert => alert is { Resolved: null, State.IsEvent: false }));
        var messages = string.Join(", ", replay.Messages.Select(m => $"{Figures.Safe(m.Key)} {m.Value}"));
        console.MarkupLine($"[bold]Fired {(fired == 1 ? "once" : $"{fired} times")}[/]{(firing > 0 ? $", {firing} still firing at the end" : "")}"
            + $"{(replay.Outages.IsEmpty ? "" : $"; UNKNOWN told {replay.Outages.Length} times")}; messages: {messages}.");
    }

    static string Value(ReplayedStep step) => BigDecimal.TryParse(step.Value, out var number) ? Figures.Amount(number) : Figures.Safe(step.Value);

    static string Place(BlockRef block) => $"block {block.Number}, {Instant.Text(block.Timestamp)}";
}
