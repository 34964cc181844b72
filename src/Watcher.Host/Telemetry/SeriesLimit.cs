using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Watcher.Host.Telemetry;

/// <summary>Holds each metric to so many series: of more, the first are told, which are those nearest to danger, and how many are not.</summary>
sealed class SeriesLimit
{
    public const int Most = 1000;

    readonly ConcurrentDictionary<string, int> leftOff = [];

    public IEnumerable<Measurement<double>> Hold(string metric, IEnumerable<Measurement<double>> observed)
    {
        var all = observed.ToList();
        leftOff[metric] = Math.Max(0, all.Count - Most);
        return all.Take(Most);
    }

    /// <summary>By metric, where there are any.</summary>
    public IEnumerable<Measurement<int>> LeftOff() =>
        leftOff.Where(metric => metric.Value > 0).Select(metric => new Measurement<int>(metric.Value, new KeyValuePair<string, object?>("metric", metric.Key)));
}
