using System.Globalization;
using Spectre.Console;

namespace Watcher.Host.Cli.Views;

/// <summary>Numbers and foreign text for people: rounded, grouped, and escaped for the terminal. Exact figures are in <c>--json</c>.</summary>
static class Figures
{
    const int LongestText = 1000;

    /// <summary>A colon that Spectre.Console cannot take for the start of an emoji's name: <c>:Chains:</c> stays what it is.</summary>
    const string Colon = "[none]:[/]";
    static readonly BigDecimal Largest = BigDecimal.From(decimal.MaxValue);

    public static string Usd(BigDecimal? value) => value is { } number ? $"{(number.Sign < 0 ? "-" : "")}${Grouped(number.Abs(), number.Abs() < 1 && !number.IsZero ? 4 : 2)}" : "-";

    public static string Percent(BigDecimal? ratio) => ratio is { } number ? $"{Grouped(number * 100, 2)} %" : "-";

    public static string Change(BigDecimal ratio) => ratio.Sign > 0 ? $"+{Percent(ratio)}" : Percent(ratio);

    /// <summary>A health factor: infinite when null.</summary>
    public static string Ratio(BigDecimal? value) => value is { } number ? Grouped(number, 4) : "∞";

    /// <summary>Six digits behind the point, or as many as show three that count.</summary>
    public static string Amount(BigDecimal? value)
    {
        if (value is not { } number) return "-";
        var small = number.RoundToDigits(3);
        return number.Abs() < BigDecimal.Parse("0.001") ? small.ToString() : Grouped(number, 6).TrimEndZeros();
    }

    public static string Bytes(long count) => count < 1_000_000 ? $"{Grouped(new(count, 3), 1)} kB" : $"{Grouped(new(count, 6), 1)} MB";

    /// <summary>Text from the chain, the nodes or the user, harmless for this terminal.</summary>
    public static string Safe(string? text) => Markup.Escape(ChainText.Clean(text ?? "", LongestText)).Replace(":", Colon, StringComparison.Ordinal);

    static string Grouped(BigDecimal value, int decimals) =>
        value.Abs() < Largest && decimal.TryParse(value.RoundToDigits(28).ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number.ToString($"N{decimals}", CultureInfo.InvariantCulture)
            : value.ToString();

    static string TrimEndZeros(this string text) => text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
}
