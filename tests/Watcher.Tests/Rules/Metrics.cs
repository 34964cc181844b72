using Watcher.Rules;

namespace Watcher.Tests.Rules;

/// <summary>Metrics as a test writes them down: <c>("healthFactor", "1.21")</c>; <c>Infinity</c> and <c>unknown</c> too; what is not named does not apply.</summary>
static class Metrics
{
    public static readonly RuleVocabulary Vocabulary = new();

    public static Func<MetricRef, MetricValue> Of(params (string Metric, string Value)[] values) => metric =>
        values.FirstOrDefault(v => v.Metric == metric.ToString()).Value switch
        {
            null => MetricValue.NotApplicable,
            "unknown" => MetricValue.Unknown,
            "Infinity" => MetricValue.Infinite,
            var number => MetricValue.Of(BigDecimal.Parse(number)),
        };

    public static Condition Parse(string condition) => Condition.Parse(condition, Vocabulary);
}
