using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;

namespace Watcher.Rules;

/// <summary>Asks every rule of every subject it covers.</summary>
public static class RuleEvaluation
{
    public static ImmutableArray<Observation> Observe(IEnumerable<Rule> rules, IReadOnlyCollection<ReportSubject> subjects)
    {
        var cycle = new RuleSubjects(subjects);
        var observations = ImmutableArray.CreateBuilder<Observation>();
        foreach (var rule in rules)
        {
            if (rule.Trigger is not ConditionTrigger trigger) continue;
            foreach (var (subject, metrics) in cycle.Of(trigger.When))
                if (rule.Selects(subject.Subject)) observations.Add(Ask(rule, trigger, subject, metrics));
        }
        return observations.DrainToImmutable();
    }

    /// <summary>What happened on the chain, for the rules that wait for it: each event is an alert of its own.</summary>
    /// <param name="subject">The position it happened to.</param>
    public static ImmutableArray<Observation> Observe(IEnumerable<Rule> rules, AlertSubject subject, ChainEvent happened) =>
    [
        .. from rule in rules
           where rule.Trigger is EventTrigger trigger && trigger.Kind == happened.Kind && rule.Selects(subject)
           select new Observation(rule, subject with { Key = $"{subject.Key}#{happened.Id}" }, Truth.NotApplicable, Truth.NotApplicable)
           {
               Block = happened.Block, Event = happened, Evidence = () => Evidence(happened),
           },
    ];

    static JsonObject Evidence(ChainEvent happened) => new()
    {
        ["kind"] = happened.Kind,
        ["id"] = happened.Id,
        ["details"] = new JsonObject([.. happened.Details.Select(detail => KeyValuePair.Create(detail.Key, (JsonNode?)detail.Value))]),
    };

    static Observation Ask(Rule rule, ConditionTrigger trigger, ReportSubject subject, Func<MetricRef, MetricValue> metrics)
    {
        var (when, clear) = (trigger.When.Evaluate(metrics), trigger.Clear.Evaluate(metrics));
        // Of what is clear, the clear condition tells more than the other that failed.
        var telling = when != Truth.True && clear == Truth.True ? trigger.Clear : trigger.When;
        return new(rule, subject.Subject, when, clear)
        {
            Block = subject.Block,
            Finding = new(rule, trigger.When, telling, subject, metrics),
            Reading = subject.Reading ?? subject.Block?.Hash,
            Why = subject.Why,
            Unread = subject.Unread,
            LastGood = subject.LastGood,
        };
    }
}
