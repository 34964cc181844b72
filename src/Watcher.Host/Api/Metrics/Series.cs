namespace Watcher.Host.Api.Metrics;

/// <summary>One series: a metric under one set of labels.</summary>
/// <param name="bounds">Of a histogram, the upper end of each bucket but the last; null where it is none.</param>
sealed class Series(IReadOnlyList<double>? bounds)
{
    readonly long[] buckets = new long[(bounds?.Count ?? 0) + 1];

    /// <summary>The value; of a histogram the sum of all that was recorded.</summary>
    public double Value { get; private set; }

    public long Count { get; private set; }

    /// <summary>By upper end, how many were recorded up to there.</summary>
    public IEnumerable<(double Bound, long Count)> Buckets
    {
        get
        {
            long below = 0;
            for (var i = 0; i < bounds?.Count; i++) yield return (bounds[i], below += buckets[i]);
        }
    }

    public void Set(double value) => Value = value;

    public void Add(double value) => Value += value;

    public void Record(double value)
    {
        var bucket = 0;
        while (bucket < bounds!.Count && value > bounds[bucket]) bucket++;
        buckets[bucket]++;
        Value += value;
        Count++;
    }
}
