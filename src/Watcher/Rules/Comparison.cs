namespace Watcher.Rules;

/// <summary><c>healthFactor &lt; 1.25</c></summary>
public sealed record Comparison(MetricRef Metric, Comparator Comparator, Quantity Threshold) : Condition
{
    public override Truth Evaluate(Func<MetricRef, MetricValue> metrics)
    {
        var value = metrics(Metric);
        return value.State switch
        {
            MetricState.Unknown => Truth.Unknown,
            MetricState.NotApplicable => Truth.NotApplicable,
            MetricState.Infinite => Holds(1),
            _ => Holds(value.Number.CompareTo(Threshold.Number)),
        };
    }

    internal Figure With(Func<MetricRef, MetricValue> metrics, bool negated) =>
        new(Metric, negated ? Comparator.Opposite : Comparator, Threshold, metrics(Metric));

    public override string ToString() => $"{Metric} {Comparator.Text} {Threshold}";

    internal override IEnumerable<(Comparison Comparison, bool Negated)> Comparisons(bool negated) => [(this, negated)];

    internal override IEnumerable<Figure> Reasons(Func<MetricRef, MetricValue> metrics, bool truth, bool negated) => [With(metrics, negated)];

    Truth Holds(int sign) => Comparator.Holds(sign) ? Truth.True : Truth.False;
}
