using Watcher.Store;

namespace Watcher.Host.Api.History;

/// <summary>What stands for the samples in a step of time. What was unknown counts for nothing; where all was, the last one says so.</summary>
static class StepSample
{
    public static HistorySeries InSteps(this HistorySeries series, TimeSpan every, Func<IReadOnlyCollection<HistorySample>, HistorySample> pick) => series with
    {
        Samples = [.. series.Samples.GroupBy(sample => sample.Block.Timestamp.ToUnixTimeSeconds() / (long)every.TotalSeconds).Select(step => pick([.. step]))],
    };

    /// <summary>With its own block, so that what it was can be looked up.</summary>
    public static HistorySample Least(IReadOnlyCollection<HistorySample> step) => Known(step).MinBy(Size) ?? step.Last();

    /// <inheritdoc cref="Least"/>
    public static HistorySample Greatest(IReadOnlyCollection<HistorySample> step) => Known(step).MaxBy(Size) ?? step.Last();

    /// <summary>The sum over the count, each sample counting alike however long it stood; infinite where one of them is. It has the block of the last.</summary>
    public static HistorySample Mean(IReadOnlyCollection<HistorySample> step)
    {
        var sizes = Known(step).Select(Size).ToList();
        if (sizes.Count == 0) return step.Last();
        if (sizes.Exists(size => size.Infinite)) return step.Last() with { Value = "Infinity" };
        return step.Last() with { Value = (sizes.Aggregate(BigDecimal.Zero, (sum, size) => sum + size.Finite) / sizes.Count).ToString() };
    }

    static IEnumerable<HistorySample> Known(IEnumerable<HistorySample> step) => step.Where(sample => sample.Value is not null);

    /// <summary>Nothing is greater than <c>Infinity</c>.</summary>
    static (bool Infinite, BigDecimal Finite) Size(HistorySample sample) => BigDecimal.TryParse(sample.Value!, out var finite) ? (false, finite) : (true, default);
}
