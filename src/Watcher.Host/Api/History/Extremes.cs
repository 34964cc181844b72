using Watcher.Store;

namespace Watcher.Host.Api.History;

/// <summary>Of the samples in each step of time the least or the greatest one, with its own block: so that what it was can be looked up.</summary>
static class Extremes
{
    public static HistorySeries Of(HistorySeries series, TimeSpan every, bool greatest) => series with
    {
        Samples = [.. series.Samples.GroupBy(sample => sample.Block.Timestamp.ToUnixTimeSeconds() / (long)every.TotalSeconds).Select(step => Pick(step, greatest))],
    };

    /// <summary>What was unknown is neither; where all was, the last one says so.</summary>
    static HistorySample Pick(IEnumerable<HistorySample> step, bool greatest)
    {
        var known = step.Where(sample => sample.Value is not null);
        return (greatest ? known.MaxBy(Size) : known.MinBy(Size)) ?? step.Last();
    }

    /// <summary>Nothing is greater than <c>Infinity</c>.</summary>
    static (bool Infinite, BigDecimal Finite) Size(HistorySample sample) => BigDecimal.TryParse(sample.Value!, out var finite) ? (false, finite) : (true, default);
}
