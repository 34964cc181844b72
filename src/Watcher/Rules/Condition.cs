using System.Collections.Immutable;

namespace Watcher.Rules;

/// <summary>A question about one subject that a rule asks at each block; parsed once, at start. Prints back in normal form.</summary>
public abstract record Condition
{
    /// <exception cref="ConditionException">Where and what is wrong, with a suggestion.</exception>
    public static Condition Parse(string text, RuleVocabulary vocabulary) => new ConditionParser(text, vocabulary).Parse();

    /// <param name="metrics">The subject's metrics at one block.</param>
    public abstract Truth Evaluate(Func<MetricRef, MetricValue> metrics);

    /// <summary>The comparisons that make it what it is, first the one to show: where it holds those it holds by, else those it fails by.</summary>
    public ImmutableArray<Figure> Because(Func<MetricRef, MetricValue> metrics) =>
        [.. Reasons(metrics, Evaluate(metrics) == Truth.True, negated: false)];

    /// <summary>All comparisons with their values, in the order written.</summary>
    public ImmutableArray<Figure> Figures(Func<MetricRef, MetricValue> metrics) =>
        [.. Comparisons(negated: false).Select(c => c.Comparison.With(metrics, c.Negated))];

    /// <summary>The metrics it asks for.</summary>
    public IEnumerable<MetricRef> Metrics => Comparisons(negated: false).Select(c => c.Comparison.Metric).Distinct();

    /// <summary>The number it holds this metric against, if it does.</summary>
    public BigDecimal? ThresholdOf(string metric) =>
        Comparisons(negated: false).FirstOrDefault(c => c.Comparison.Metric.ToString() == metric).Comparison?.Threshold.Number;

    /// <summary>What it found, whether it holds or not: <c>healthFactor 1.21 &lt; 1.25, weight(ETH) 60% &gt; 50%</c>.</summary>
    public string Explain(Func<MetricRef, MetricValue> metrics) =>
        string.Join(", ", Figures(metrics).Where(f => f.Value.State != MetricState.NotApplicable).Distinct());

    internal abstract IEnumerable<(Comparison Comparison, bool Negated)> Comparisons(bool negated);

    internal abstract IEnumerable<Figure> Reasons(Func<MetricRef, MetricValue> metrics, bool truth, bool negated);
}
