using System.Globalization;

namespace Watcher.Benchmarks;

/// <summary>Figures as rows of a table that is Markdown too.</summary>
static class FigureTable
{
    public static string Head => Row("benchmark", "figure", "measured", "aim", "verdict") + Environment.NewLine
        + Row("---", "---", "---:", "---", "---");

    public static string Row(string benchmark, Figure figure) =>
        Row(benchmark, figure.What, Text(figure.Value, figure.Unit), Aim(figure), figure.Verdict);

    static string Row(string benchmark, string what, string measured, string aim, string verdict) =>
        $"| {benchmark,-9} | {what,-82} | {measured,12} | {aim,-26} | {verdict,-16} |";

    static string Aim(Figure figure) => (figure.Aim, figure.Limit) switch
    {
        (null, _) => "",
        ({ } aim, null) => $"at most {Text(aim, figure.Unit)}",
        var (aim, limit) => $"{Text(aim.Value, figure.Unit)}, at most {Text(limit.Value, figure.Unit)}",
    };

    /// <summary>Three digits that count; whole numbers whole.</summary>
    static string Text(double value, string unit)
    {
        var decimals = value == Math.Round(value) || value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 4;
        return $"{value.ToString($"N{decimals}", CultureInfo.InvariantCulture)} {unit}".TrimEnd();
    }
}
