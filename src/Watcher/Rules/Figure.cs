namespace Watcher.Rules;

/// <summary>A comparison with the value it met: what a person wants to see when a rule speaks.</summary>
/// <param name="Adverse">The comparison that makes the rule fire (a <c>not</c> in front of it is already worked in).</param>
public sealed record Figure(MetricRef Metric, Comparator Adverse, Quantity Threshold, MetricValue Value)
{
    /// <summary>What is so, in either case: <c>healthFactor 1.21 &lt; 1.25</c>, <c>healthFactor 1.4 &gt;= 1.25</c>, <c>healthFactor unknown</c>.</summary>
    public override string ToString() => Truth switch
    {
        Truth.True => $"{Metric} {Shown} {Adverse.Text} {Threshold}",
        Truth.False => $"{Metric} {Shown} {Adverse.Opposite.Text} {Threshold}",
        _ => $"{Metric} {Shown}",
    };

    Truth Truth => new Comparison(Metric, Adverse, Threshold).Evaluate(_ => Value);

    /// <summary>The value in the unit that its threshold was written in.</summary>
    public string Shown => Threshold.Show(Value, Metric.Metric);

    /// <summary>True where a smaller value is worse; null where neither direction is (<c>==</c>, <c>!=</c>).</summary>
    public bool? LowerIsWorse => Adverse switch
    {
        Comparator.Less or Comparator.LessOrEqual => true,
        Comparator.Greater or Comparator.GreaterOrEqual => false,
        _ => null,
    };
}
