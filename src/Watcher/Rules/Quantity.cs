using Watcher.Settings;

namespace Watcher.Rules;

/// <summary>The unit a person wrote a number in; values beside it are shown in the same one.</summary>
public enum QuantityUnit { Plain, Percent, Duration }

/// <summary>A number of a condition.</summary>
/// <param name="Number">In the metric's own unit: 0.1 for <c>10%</c>, seconds or days for a duration.</param>
/// <param name="Written">As it is printed back: <c>1.25</c>, <c>10%</c>, <c>25h</c>.</param>
public sealed record Quantity(BigDecimal Number, QuantityUnit Unit, string Written)
{
    const int ShownDigits = 6;
    static readonly BigDecimal SecondsPerDay = 86_400;

    public override string ToString() => Written;

    /// <summary>Reads a number that fits the metric's unit.</summary>
    /// <param name="problem">What is wrong and what to write instead.</param>
    internal static Quantity? Read(string text, Metric metric, out string? problem)
    {
        problem = null;
        var percent = text.EndsWith('%');
        if (Numbers.TryParse(text, out var number) && (!percent || IsRatio(metric)))
            return new(number, percent ? QuantityUnit.Percent : QuantityUnit.Plain, percent ? Percent(number) : number.ToString());
        if (!percent && IsTime(metric) && Durations.TryParse(text, out var duration))
            return new(InUnitOf(metric, duration), QuantityUnit.Duration, text);
        problem = $"'{text}' does not fit {metric.Name}, which is in {metric.Unit}: write {Example(metric)}";
        return null;
    }

    /// <summary>A value of the same metric in the unit this number was written in, for people: rounded, but never onto the threshold.</summary>
    public string Show(MetricValue value, Metric metric)
    {
        if (value.State != MetricState.Known) return value.State switch
        {
            MetricState.Infinite => "infinite",
            MetricState.Unknown => "unknown",
            _ => "not applicable",
        };
        var rounded = value.Number.RoundToDigits(ShownDigits);
        var number = rounded == Number ? value.Number : rounded;
        return Unit switch
        {
            QuantityUnit.Percent => Percent(number),
            QuantityUnit.Duration => Durations.Text(ToDuration(metric, number)),
            _ => number.ToString(),
        };
    }

    static bool IsRatio(Metric metric) => metric.Unit.StartsWith("ratio", StringComparison.Ordinal);
    static bool IsDays(Metric metric) => metric.Unit == "days";
    static bool IsTime(Metric metric) => IsDays(metric) || metric.Unit == "seconds";

    static string Example(Metric metric) => (IsRatio(metric), IsDays(metric), IsTime(metric)) switch
    {
        (true, _, _) => "0.1 or 10%",
        (_, true, _) => "30 or 30d",
        (_, _, true) => "90000 or 25h",
        _ => "a plain number, such as 1000",
    };

    static string Percent(BigDecimal ratio) => $"{ratio * 100}%";

    static BigDecimal InUnitOf(Metric metric, TimeSpan duration)
    {
        var seconds = new BigDecimal(duration.Ticks, 7).Normalised();
        return IsDays(metric) ? seconds / SecondsPerDay : seconds;
    }

    static TimeSpan ToDuration(Metric metric, BigDecimal number)
    {
        var seconds = (IsDays(metric) ? number * SecondsPerDay : number).RoundToDigits(15).ToDouble();
        return TimeSpan.FromSeconds(Math.Clamp(seconds, TimeSpan.MinValue.TotalSeconds / 2, TimeSpan.MaxValue.TotalSeconds / 2));
    }
}
