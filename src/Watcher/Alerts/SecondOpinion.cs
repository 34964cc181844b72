using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>
/// Before somebody is woken, a second endpoint is asked. Pure: what is to be asked, and what the two answers come to. Where they differ the
/// worse one counts, so that a lie of one endpoint may wake somebody for nothing but lets nobody sleep.
/// </summary>
public static class SecondOpinion
{
    /// <summary>
    /// What the second endpoint is asked: critical alerts that these observations would fire, and those that fire in dispute, until the
    /// endpoints agree. A portfolio is of several chains: each is asked for its part.
    /// </summary>
    /// <param name="chain">Whose endpoints are asked.</param>
    /// <param name="seen">All observations of its cycle.</param>
    /// <param name="states">The alerts as they stand.</param>
    /// <param name="now">The wall clock.</param>
    public static ImmutableArray<Observation> Wanted(string chain, IEnumerable<Observation> seen, Func<AlertKey, AlertState?> states, DateTimeOffset now) =>
        [.. seen.Where(one => one.Rule.Severity == Severity.Critical && IsWanted(chain, one, states(one.Key), now))];

    /// <summary>Nobody answered: what was wanted goes on, marked.</summary>
    public static ImmutableArray<Observation> Unconfirmed(Opinion first, IReadOnlyCollection<Observation> wanted, string why)
    {
        var keys = wanted.Select(one => one.Key).ToHashSet();
        return [.. first.Seen.Select(one => keys.Contains(one.Key) ? Marked(one, first.Chain, new(Verdict.Unconfirmed, first.Endpoints, why)) : one)];
    }

    /// <summary>
    /// Of each observation the worse; what was wanted says whether both tell the same, and so does what would wake somebody on the second's
    /// word alone, though nobody asked it about that.
    /// </summary>
    public static Weighed Weigh(Opinion first, Opinion second, IReadOnlyCollection<Observation> wanted)
    {
        var asked = wanted.Select(one => one.Key).ToHashSet();
        var others = second.Seen.ToLookup(one => one.Key);
        var pairs = first.Seen.Select(one => (Own: (Observation?)one, Other: others[one.Key].FirstOrDefault()))
            .Concat(second.Seen.ExceptBy(first.Seen.Select(one => one.Key), one => one.Key).Select(one => (Own: (Observation?)null, Other: (Observation?)one)));
        var weighed = pairs.Select(pair => (Pair: pair, Worse: Worse(pair.Own, pair.Other))).ToList();
        bool IsAsked((Observation? Own, Observation? Other) pair, Observation worse) =>
            asked.Contains(worse.Key) || (worse is { Rule.Severity: Severity.Critical, When: Truth.True } && !ReferenceEquals(worse, pair.Own));
        return new(
            [.. weighed.Select(w => IsAsked(w.Pair, w.Worse) ? Marked(w.Worse, first.Chain, Judge(w.Pair.Own, w.Pair.Other, first, second)) : w.Worse)],
            weighed.Exists(w => IsAsked(w.Pair, w.Worse) && !ReferenceEquals(w.Worse, w.Pair.Own)));
    }

    static bool IsWanted(string chain, Observation seen, AlertState? state, DateTimeOffset now)
    {
        if (seen.Event is not null) return state is not { IsEvent: true };
        if (state is { Phase: AlertPhase.Firing }) return state.IsDisputedOn(chain) && seen.Reading is { } reading && reading != state.LastReading;
        return AlertMachine.Step(state ?? AlertState.New(seen), seen, Said.Nothing, now).State.Phase == AlertPhase.Firing;
    }

    /// <summary>What is of several chains says on which of them it was asked about.</summary>
    static Observation Marked(Observation seen, string chain, Confirmation opinion) =>
        seen with { Confirmation = seen.Subject.Chain is null ? opinion with { Chain = chain } : opinion };

    /// <summary>The first, unless the second is worse.</summary>
    static Observation Worse(Observation? first, Observation? second)
    {
        if (first is null || second is null) return first ?? second!;
        var (own, other) = (Rank(first), Rank(second));
        return other > own || (other == own && IsFurther(second, first)) ? second : first;
    }

    static int Rank(Observation seen) => Meanings.Of(seen, AlertPhase.Firing) switch
    {
        Meaning.Holds => 3,
        Meaning.Unknown => 2,
        Meaning.Between => 1,
        _ => 0,
    };

    /// <summary>Of the metric that it fires by, or is to clear by, in the direction that fires.</summary>
    static bool IsFurther(Observation one, Observation than) =>
        one.Decisive is { LowerIsWorse: { } lower, Value.Text: { } value } figure && than.Decisive is { Value.Text: { } other } known
        && figure.Metric == known.Metric && Worsening.IsWorse(value, other, lower);

    static Confirmation Judge(Observation? one, Observation? other, Opinion first, Opinion second)
    {
        ImmutableArray<string> endpoints = [.. first.Endpoints, .. second.Endpoints];
        if (one is null || other is null || !IsSame(one, other)) return new(Verdict.Disputed, endpoints, $"{Says(first, one)}, {Says(second, other)}");
        return Meanings.Of(one, AlertPhase.Firing) == Meaning.Unknown
            ? new(Verdict.Unconfirmed, endpoints, "neither endpoint could read it")
            : new(Verdict.Confirmed, endpoints, null);
    }

    static bool IsSame(Observation one, Observation other) =>
        one.When == other.When && one.Clear == other.Clear && Figures(one) == Figures(other) && JsonNode.DeepEquals(one.Evidence(), other.Evidence());

    static string Says(Opinion opinion, Observation? seen) =>
        $"{string.Join(" and ", opinion.Endpoints)} says {(seen is null ? "there is no such thing" : seen.Event?.Summary ?? Figures(seen))}";

    /// <summary>To the last digit: they may differ in it.</summary>
    static string Figures(Observation seen) => seen.Closed ? "it is closed"
        : string.Join(", ", seen.Figures.Where(figure => figure.Value.State != MetricState.NotApplicable).Select(figure => $"{figure.Metric} {figure.Value.Text ?? "unknown"}").Distinct());
}

/// <summary>What one side says.</summary>
/// <param name="Chain">Of what.</param>
/// <param name="Endpoints">Who, as <c>host#index</c>.</param>
public sealed record Opinion(string Chain, ImmutableArray<string> Endpoints, ImmutableArray<Observation> Seen);

/// <summary>What two opinions come to.</summary>
/// <param name="SecondCounts">Something that was asked is worse by the second: its reading is the one to keep.</param>
public sealed record Weighed(ImmutableArray<Observation> Seen, bool SecondCounts);
