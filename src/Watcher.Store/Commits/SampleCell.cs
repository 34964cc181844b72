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
        (double real, false) => BigDecimal.Shortest(real).ToString(),
        (double real, true) => BigDecimal.Shortest(real / 1e18).ToString(),
        var (wad, _) => new BigDecimal(BigInteger.Parse(Convert.ToString(wad, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture), Wad.Decimals).ToString(),
    };

    static object InWad(BigDecimal number)
    {
        var exact = number.Scale > Wad.Decimals ? number.Normalised() : number;
        if (exact.Scale > Wad.Decimals) return exact.ToDouble() * 1e18;
        var wad = exact.Unscaled * PowerOfTen.Of(Wad.Decimals - exact.Scale);
        return wad <= long.MaxValue && wad >= long.MinValue ? (long)wad : wad.ToString(CultureInfo.InvariantCulture);
    }
}
