using Spectre.Console;
using Watcher.Store;

namespace Watcher.Host.Cli.Views;

/// <summary>Recorded series at a glance: their course, ends and extremes. The samples themselves are in <c>--csv</c> and <c>--json</c>.</summary>
static class HistoryView
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<HistorySeries> series)
    {
        if (series.Count == 0)
        {
            console.MarkupLine("Nothing recorded that fits.");
            return;
        }
        foreach (var subject in series.GroupBy(s => s.Key.Subject)) Write(console, subject.Key, [.. subject]);
    }

    static void Write(IAnsiConsole console, string subject, List<HistorySeries> series)
    {
        var (first, last) = (series.MinBy(s => s.Samples[0].Block.Timestamp)!.Samples[0].Block, series.MaxBy(s => s.Samples[^1].Block.Timestamp)!.Samples[^1].Block);
        console.MarkupLine($"[bold]{Figures.Safe(subject)}[/]");
        console.MarkupLine($"block {first.Number}, {Instant.Text(first.Timestamp)}, to block {last.Number}, {Instant.Text(last.Timestamp)}");
        console.Write(console.IsNarrow() ? Short(series) : Full(series));
    }

    static Table Full(List<HistorySeries> series)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Metric", "Course").AddColumn(Right("First")).AddColumn(Right("Lowest"))
            .AddColumn(Right("Highest")).AddColumn(Right("Last")).AddColumn("Unit").AddColumn(Right("Samples")).AddColumn(Right("Unknown"));
        foreach (var one in series)
        {
            var (low, high) = Extremes(one);
            table.AddRow(Figures.Safe(one.Key.Metric), Sparkline.Of(one.Samples, 32), Shown(one.Samples[0].Value), Shown(low), Shown(high), Shown(one.Samples[^1].Value),
                Figures.Safe(one.Key.Unit), $"{one.Samples.Length}", $"{one.Samples.Count(sample => sample.Value is null)}");
        }
        return table;
    }

    /// <summary>Fits 80 columns.</summary>
    static Table Short(List<HistorySeries> series)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Metric").AddColumn(new TableColumn("Course").NoWrap())
            .AddColumn(Right("Lowest").NoWrap()).AddColumn(Right("Highest").NoWrap()).AddColumn(Right("Last").NoWrap());
        foreach (var one in series)
        {
            var (low, high) = Extremes(one);
            table.AddRow(Figures.Safe(one.Key.Metric), Sparkline.Of(one.Samples, 16), Shown(low), Shown(high), Shown(one.Samples[^1].Value));
        }
        return table;
    }

    static (string? Low, string? High) Extremes(HistorySeries series)
    {
        var known = series.Samples.Select(sample => BigDecimal.TryParse(sample.Value, out var number) ? number : (BigDecimal?)null).ToList();
        return (known.Min()?.ToString(), known.Max()?.ToString());
    }

    static string Shown(string? value) => value is null ? "[yellow]unknown[/]" : BigDecimal.TryParse(value, out var number) ? Figures.Amount(number) : value == "Infinity" ? "∞" : Figures.Safe(value);

    static TableColumn Right(string header) => new TableColumn(header).RightAligned();
}
