using System.Collections.Immutable;
using Watcher.Reports;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>
/// One page per outage: UNKNOWN is told of the cause that explains it, not of each alert that it blinds. An outage carries on under its own
/// name while its cause grows or shrinks, and is over when nothing of it is unknown any more. docs/alerts.md has every step with its test.
/// </summary>
public static class Outages
{
    /// <summary>What all alerts together say of outages now: those that begin, change, are told, or end.</summary>
    /// <param name="states">Of all alerts, with the outages so far among them.</param>
    /// <param name="rules">All that there are.</param>
    /// <param name="channels">The names of all channels.</param>
    /// <param name="steering">What people have said by now: a silence may hold UNKNOWN back.</param>
    /// <param name="now">The wall clock: budgets run on it.</param>
    public static ImmutableArray<StepResult> Step(
        IReadOnlyCollection<AlertState> states, IEnumerable<Rule> rules, ImmutableArray<string> channels, Steering steering, DateTimeOffset now)
    {
        var byName = rules.ToDictionary(rule => rule.Name);
        var blind = states.Select(state => BlindAlert.Of(state, byName, steering.Of(state, now))).OfType<BlindAlert>()
            .OrderBy(alert => alert.Since).ThenBy(alert => alert.State.Key.Subject, StringComparer.Ordinal).ThenBy(alert => alert.State.Key.Rule, StringComparer.Ordinal).ToList();
        var known = states.Where(state => state.Outage is not null).ToDictionary(state => state.Key.Subject);
        var steps = ImmutableArray.CreateBuilder<StepResult>();
        var unexplained = blind.SelectMany(alert => alert.Causes).ToHashSet();
        foreach (var outage in known.Values.Where(IsOpen).OrderBy(o => o.UnknownSince).ThenBy(o => o.Key.Subject, StringComparer.Ordinal))
        {
            var step = new OutageStep(outage, steering, now);
            step.GoOn(states, blind, unexplained, channels);
            steps.Add(step.Result());
        }
        foreach (var cause in Widest(unexplained))
        {
            var step = new OutageStep(StateOf(cause, known), steering, now);
            step.Begin(cause, states, blind, unexplained, channels);
            steps.Add(step.Result());
        }
        return steps.ToImmutable();
    }

    /// <summary>Nothing of it is watched any more.</summary>
    internal static StepResult End(AlertState outage, string why, DateTimeOffset now)
    {
        var step = new OutageStep(outage, Steering.None, now);
        step.End(why);
        return step.Result();
    }

    static bool IsOpen(AlertState outage) => outage.UnknownSince is not null;

    static List<Cause> Widest(HashSet<Cause> causes) =>
        [.. causes.Where(cause => !causes.Any(other => other != cause && other.Covers(cause))).OrderBy(cause => cause.ToString(), StringComparer.Ordinal)];

    /// <summary>The next life under this cause's name; while an outage that has moved on still bears it, under a numbered one.</summary>
    static AlertState StateOf(Cause cause, Dictionary<string, AlertState> known)
    {
        for (var number = 1; ; number++)
        {
            var key = number == 1 ? $"unreadable/{cause}" : $"unreadable/{cause}#{number}";
            if (!known.TryGetValue(key, out var state)) return new(new(BuiltInRules.Unreadable.Name, key), new(key));
            if (!IsOpen(state)) return state;
        }
    }
}
