using System.Globalization;
using Watcher.Rules;

namespace Watcher.Store;

/// <summary>
/// How a metric's value lies in its column: as a REAL, of which 15 to 17 digits come back. The health factor is an integer of its contract, and
/// stays one: in wad, as INTEGER where 64 bits hold it and as decimal text where not.
/// </summary>
static class SampleCell
{
    public const string ExactMetric = "healthFactor";

    public static object? Write(Metric metric, MetricValue value) => value.State switch
    {
        MetricState.Infinite => double.PositiveInfinity,
        MetricState.Known => metric.Name == ExactMetric ? InWad(value.Number) : value.Number.ToDouble(),
        _ => null,
    };

    /// <summary>As the report prints it; null where it is unknown.</summary>
    public static string? Read(Metric metric, object? cell) => (cell, metric.Name == ExactMetric) switch
    {
        (null, _) => null,
        (double.PositiveInfinity, _) => "Infinity",
        (double real, false) => Text(real),
        (double real, true) => Text(real / 1e18),
        var (wad, _) => new BigDecimal(BigInteger.Parse(Convert.ToString(wad, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture), Wad.Decimals).ToString(),
    };

    static object InWad(BigDecimal number)
    {
        var exact = number.Scale > Wad.Decimals ? number.Normalised() : number;
        if (exact.Scale > Wad.Decimals) return exact.ToDouble() * 1e18;
        var wad = exact.Unscaled * PowerOfTen.Of(Wad.Decimals - exact.Scale);
        return wad <= long.MaxValue && wad >= long.MinValue ? (long)wad : wad.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The shortest decimal that is this number, without exponent.</summary>
    static string Text(double value)
    {
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var digits = BigDecimal.Parse(parts[0]);
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return (exponent < 0 ? new BigDecimal(digits.Unscaled, digits.Scale - exponent) : digits * PowerOfTen.Of(exponent)).ToString();
    }
}
