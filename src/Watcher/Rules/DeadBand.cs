namespace Watcher.Rules;

/// <summary>Proves, for two plain comparisons of one metric, that some value meets both; of anything else it says nothing.</summary>
static class DeadBand
{
    internal static bool IsContradicted(ConditionTrigger trigger) =>
        trigger is { When: Comparison when, Clear: Comparison clear } && when.Metric == clear.Metric
        && Candidates(when.Threshold.Number, clear.Threshold.Number).Any(v => Meets(when, v) && Meets(clear, v));

    /// <summary>Two comparisons cut the line at two numbers: one value from each piece tells all.</summary>
    static BigDecimal[] Candidates(BigDecimal a, BigDecimal b) =>
        [BigDecimal.Min(a, b) - 1, a, (a + b) / 2, b, BigDecimal.Max(a, b) + 1];

    static bool Meets(Comparison comparison, BigDecimal value) => comparison.Evaluate(_ => MetricValue.Of(value)) == Truth.True;
}
