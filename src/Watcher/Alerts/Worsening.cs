namespace Watcher.Alerts;

/// <summary>Measures how much worse a value is than what was told before, in the metric's adverse direction.</summary>
static class Worsening
{
    const string Infinity = "Infinity";
    const int ShownDigits = 3;

    /// <summary>By how much an alert's value is worse than what was told, in words, where that is at least <paramref name="step"/>, a ratio of what was told; else null.</summary>
    internal static string? Of(AlertState alert, BigDecimal? step)
    {
        if (step is null || alert is not { Value: { } value, WorstTold: { } told, Threshold: { } threshold, LowerIsWorse: { } lower }) return null;
        if (!IsWorse(value, told, lower)) return null;
        var since = $"since the last {alert.Metric} told, {told}";
        if (value == Infinity || told == Infinity) return $"from {told} to {value} {since}";
        var ratio = (BigDecimal.Parse(value) - BigDecimal.Parse(told)).Abs() / Base(told, BigDecimal.Parse(threshold));
        return ratio >= step ? $"worse by {(ratio * 100).RoundToDigits(ShownDigits)}% {since}" : null;
    }

    /// <summary>The worse one of two values as the report prints them.</summary>
    internal static string? Worse(string? value, string? told, bool? lowerIsWorse)
    {
        if (value is null) return told;
        return told is null || lowerIsWorse is not { } lower || IsWorse(value, told, lower) ? value : told;
    }

    /// <param name="lower">A smaller value is worse.</param>
    internal static bool IsWorse(string value, string told, bool lower)
    {
        if (value == told) return false;
        if (value == Infinity || told == Infinity) return value == Infinity != lower;
        return lower ? BigDecimal.Parse(value) < BigDecimal.Parse(told) : BigDecimal.Parse(value) > BigDecimal.Parse(told);
    }

    /// <summary>A share of zero says nothing: then of the threshold, then of one.</summary>
    static BigDecimal Base(string told, BigDecimal threshold)
    {
        var number = BigDecimal.Parse(told).Abs();
        if (!number.IsZero) return number;
        return threshold.IsZero ? BigDecimal.One : threshold.Abs();
    }
}
