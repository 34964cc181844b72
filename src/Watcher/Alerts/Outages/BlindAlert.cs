using System.Collections.Immutable;
using Watcher.Reports;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>An alert of which nothing is known at the moment, with its rule and what people have said of it.</summary>
sealed record BlindAlert(AlertState State, Rule Rule, Said Said, ImmutableArray<Cause> Causes)
{
    internal static BlindAlert? Of(AlertState state, IReadOnlyDictionary<string, Rule> rules, Said said) =>
        state is { UnknownSince: not null, Outage: null, IsEvent: false } && rules.TryGetValue(state.Key.Rule, out var rule)
            ? new(state, rule, said, CausesOf(state))
            : null;

    public DateTimeOffset Since => State.UnknownSince!.Value;

    public bool IsOverBudget(DateTimeOffset now) => now - Since >= Rule.UnknownAfter;

    public bool IsFor(string channel) => Rule.Channels.IsEmpty || Rule.Channels.Contains(channel, StringComparer.OrdinalIgnoreCase);

    /// <summary>What is unknown without a word of why is a cause of its own: nothing goes blind unheard.</summary>
    static ImmutableArray<Cause> CausesOf(AlertState state) => state.Unread.IsEmpty
        ? [new(state.Subject.Chain ?? state.Subject.Key, state.Subject.Key, null)]
        : [.. state.Unread.Select(u => u.Cause).Distinct()];
}
