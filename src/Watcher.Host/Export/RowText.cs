using System.Globalization;
using Watcher.Positions;

namespace Watcher.Host.Export;

/// <summary>A value of a row as text.</summary>
static class RowText
{
    const string Infinite = "Infinity";

    /// <summary>Numbers have no exponent; text is clean of what could deceive.</summary>
    public static string Of(object value) => value switch
    {
        double number => double.IsFinite(number) ? BigDecimal.Shortest(number).ToString() : number > 0 ? Infinite : $"-{Infinite}",
        string text => Clean(text),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static string Clean(string text) => ChainText.Clean(text, int.MaxValue);
}
