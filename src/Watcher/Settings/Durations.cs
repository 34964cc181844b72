using System.Globalization;

namespace Watcher.Settings;

/// <summary>Durations as people write them: <c>30s</c>, <c>5m</c>, <c>6h</c>, <c>7d</c>, whole or with a point, also joined (<c>1h30m</c>); <c>500ms</c> too.</summary>
public static class Durations
{
    static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400), ("w", 604800)];

    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (string.IsNullOrWhiteSpace(text)) return false;
        var rest = text.AsSpan().Trim();
        double seconds = 0;
        while (rest.Length > 0)
        {
            var length = rest.IndexOfAnyExcept("0123456789.");
            if (length <= 0 || !double.TryParse(rest[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)) return false;
            rest = rest[length..];
            var end = rest.IndexOfAnyInRange('0', '9') is var digit and >= 0 ? digit : rest.Length;
            var unit = rest[..end].ToString();
            if (Array.Find(Units, u => u.Unit == unit) is not { Unit: not null } known) return false;
            seconds += count * known.Seconds;
            rest = rest[end..];
        }
        if (seconds > TimeSpan.MaxValue.TotalSeconds / 2) return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>The two largest units that matter, for people: <c>2d 3h</c>, <c>45s</c>.</summary>
    public static string Text(TimeSpan duration)
    {
        var parts = new List<string>();
        if (duration.Days > 0) parts.Add($"{duration.Days}d");
        if (duration.Hours > 0) parts.Add($"{duration.Hours}h");
        if (duration.Minutes > 0) parts.Add($"{duration.Minutes}m");
        if (duration.Seconds > 0 || parts.Count == 0) parts.Add($"{duration.Seconds}s");
        return string.Join(' ', parts.Take(2));
    }
}

/// <summary>Numbers as people write them: <c>1.25</c>, <c>10%</c>, <c>-30%</c>.</summary>
public static class Numbers
{
    public static bool TryParse(string? text, out BigDecimal number)
    {
        var trimmed = text?.Trim() ?? "";
        var percent = trimmed.EndsWith('%');
        if (!BigDecimal.TryParse(percent ? trimmed[..^1].TrimEnd() : trimmed, out number)) return false;
        if (percent) number = new BigDecimal(number.Unscaled, number.Scale + 2).Normalised();
        return true;
    }
}
