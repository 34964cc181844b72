using Spectre.Console;
using Watcher.Store;

namespace Watcher.Host.Cli.Views;

/// <summary>Recorded series at a glance: their course, ends and extremes. The samples themselves are in <c>--csv</c> and <c>--json</c>.</summary>
static class HistoryView
{
    const string Bars = "▁▂▃▄▅▆▇█";
    const int Width = 32;

    public static void Write(IAnsiConsole console, IReadOnlyCollection<HistorySeries> series)
    {
        if (series.Count == 0)
        {
            console.MarkupLine("Nothing recorded that fits.");
            return;
        }
        foreach (var subject in series.GroupBy(s => s.Key.Subject)) Write(console, subject.Key, subject);
    }

    static void Write(IAnsiConsole console, string subject, IEnumerable<HistorySeries> series)
    {
        console.MarkupLine($"[bold]{Figures.Safe(subject)}[/]");
        var table = new Table().Border(TableBorder.Simple).AddColumns("Metric", "Course")
            .AddColumn(Right("First")).AddColumn(Right("Lowest")).AddColumn(Right("Highest")).AddColumn(Right("Last")).AddColumn(Right("Samples")).AddColumn("Until");
        foreach (var one in series)
        {
            var known = one.Samples.Select(s => s.Value).OfType<string>().Select(v => BigDecimal.TryParse(v, out var number) ? number : (BigDecimal?)null).ToList();
            var last = one.Samples[^1];
            table.AddRow(Figures.Safe($"{one.Key.Metric}"), Spark(one), Shown(one.Samples[0].Value), Shown(known.Min()?.ToString()), Shown(known.Max()?.ToString()), Shown(last.Value),
                $"{one.Samples.Length}", $"block {last.Block.Number}, {last.Block.Timestamp:yyyy-MM-dd HH:mm}Z");
        }
        console.Write(table);
    }

    /// <summary>The last samples as bars from the lowest to the highest; a gap where it was unknown.</summary>
    static string Spark(HistorySeries series)
    {
        var values = series.Samples.TakeLast(Width).Select(s => BigDecimal.TryParse(s.Value, out var number) ? number.ToDouble() : (double?)null).ToList();
        var (low, high) = (values.Min() ?? 0, values.Max() ?? 0);
        return string.Concat(values.Select(v => v is not { } value ? ' ' : high > low ? Bars[(int)((value - low) / (high - low) * (Bars.Length - 1))] : Bars[3]));
    }

    static string Shown(string? value) => value is null ? "[yellow]unknown[/]" : BigDecimal.TryParse(value, out var number) ? Figures.Amount(number) : value == "Infinity" ? "∞" : Figures.Safe(value);

    static TableColumn Right(string header) => new TableColumn(header).RightAligned();
}
