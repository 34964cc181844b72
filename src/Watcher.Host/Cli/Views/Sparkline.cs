using System.Collections.Immutable;
using Watcher.Store;

namespace Watcher.Host.Cli.Views;

/// <summary>The course of a series in one line: bars from its lowest to its highest value, spread over its time; a gap where nothing is known.</summary>
static class Sparkline
{
    const string Bars = "▁▂▃▄▅▆▇█", Infinity = "Infinity";
    const char Gap = ' ', Endless = '∞';

    /// <param name="width">In characters; more samples than that share them, of which the most unusual counts: no dip and no peak is lost.</param>
    public static string Of(ImmutableArray<HistorySample> samples, int width)
    {
        var values = samples.Length <= width ? [.. samples.Select(sample => sample.Value)] : Spread(samples, width);
        var numbers = values.Select(Number).OfType<double>().DefaultIfEmpty().ToList();
        return string.Concat(values.Select(value => Bar(value, numbers.Min(), numbers.Max())));
    }

    static string?[] Spread(ImmutableArray<HistorySample> samples, int width)
    {
        var (first, last) = (samples[0].Block.Timestamp, samples[^1].Block.Timestamp);
        var known = samples.Select(sample => Number(sample.Value)).OfType<double>().Order().ToList();
        var usual = known.Count > 0 ? known[known.Count / 2] : 0;
        var cells = new string?[width];
        foreach (var cell in samples.GroupBy(sample => last > first ? (int)((sample.Block.Timestamp - first) / (last - first) * (width - 1)) : 0))
            cells[cell.Key] = cell.MaxBy(sample => Strangeness(sample.Value, usual))!.Value;
        return cells;
    }

    /// <summary>A number tells more than that there was none.</summary>
    static double Strangeness(string? value, double usual) => Number(value) is { } number ? Math.Abs(number - usual) : value == Infinity ? -1 : -2;

    static char Bar(string? value, double low, double high) => Number(value) switch
    {
        null => value == Infinity ? Endless : Gap,
        { } number => Bars[high > low ? (int)((number - low) / (high - low) * (Bars.Length - 1)) : Bars.Length / 2 - 1],
    };

    static double? Number(string? value) => BigDecimal.TryParse(value, out var number) ? number.ToDouble() : null;
}
