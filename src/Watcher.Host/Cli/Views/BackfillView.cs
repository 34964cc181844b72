using System.Globalization;
using Spectre.Console;
using Watcher.Host.Backfill;

namespace Watcher.Host.Cli.Views;

/// <summary>What was filled in, as a person reads it.</summary>
static class BackfillView
{
    const int ShownGaps = 5;

    public static void Write(IAnsiConsole console, IEnumerable<FillOutcome> outcomes)
    {
        foreach (var outcome in outcomes) Write(console, outcome);
    }

    static void Write(IAnsiConsole console, FillOutcome outcome)
    {
        if (outcome.From.Number > outcome.To.Number) console.MarkupLine($"{Figures.Safe(outcome.Chain)}: nothing: {Place(outcome.From)} is after {Place(outcome.To)}");
        else console.MarkupLine($"{Figures.Safe(outcome.Chain)}: {Place(outcome.From)} to {Place(outcome.To)}: {Count(outcome.Done - outcome.Recorded)} read, {Count(outcome.Recorded)} recorded before");
        if (!outcome.Gaps.IsEmpty) console.MarkupLine($"  [yellow]{Count(outcome.Gaps.Count)} could not be read whole[/], and {(outcome.Gaps.Count == 1 ? "is recorded as a gap" : "are recorded as gaps")}; the same call tries again:");
        foreach (var gap in outcome.Gaps.Take(ShownGaps)) console.MarkupLine($"  {Place(gap.Block)}: {Figures.Safe($"{gap.Why.ReasonText}: {gap.Why.Why}")}");
        if (outcome.Gaps.Count > ShownGaps) console.MarkupLine($"  and {Count(outcome.Gaps.Count - ShownGaps)} more: watcher export --table gaps");
        if (outcome.Stopped is { } why) console.MarkupLine($"  [red]stopped[/] before the end; the same call goes on there: {Figures.Safe($"{why.ReasonText}: {why.Why}")}");
    }

    static string Place(BlockRef block) => $"block {block.Number}, {Instant.Text(block.Timestamp)}";

    static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
