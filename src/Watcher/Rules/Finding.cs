using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Watcher.Rules;

/// <summary>What a rule's conditions found of a subject, put into figures and words when somebody asks: most of what is observed is well, and nobody does.</summary>
/// <param name="rule">The rule.</param>
/// <param name="when">Its condition.</param>
/// <param name="telling">That of its conditions which tells more.</param>
/// <param name="subject">What it was asked of.</param>
/// <param name="metrics">The subject's, with those around it.</param>
public sealed class Finding(Rule rule, Condition when, Condition telling, ReportSubject subject, Func<MetricRef, MetricValue> metrics)
{
    /// <summary>The comparison to show.</summary>
    public Figure? Decisive => when.Because(metrics).FirstOrDefault();

    /// <summary>All comparisons with their values.</summary>
    public ImmutableArray<Figure> Figures => when.Figures(metrics);

    public string Explain() => telling.Explain(metrics);

    public JsonNode? Evidence() => subject.Evidence(rule);
}
