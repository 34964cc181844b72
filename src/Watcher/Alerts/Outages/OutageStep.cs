using System.Collections.Immutable;
using Watcher.Reports;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>One step of one outage in the making: each method is one thing that can happen to it.</summary>
sealed class OutageStep(AlertState from, Steering steering, DateTimeOffset now)
{
    readonly AlertState before = from;
    readonly ImmutableArray<NotificationDraft>.Builder told = ImmutableArray.CreateBuilder<NotificationDraft>();
    readonly ImmutableArray<AlertTransition>.Builder transitions = ImmutableArray.CreateBuilder<AlertTransition>();
    AlertState state = from;

    public StepResult Result() => new(state, state != before, told.ToImmutable(), transitions.ToImmutable());

    /// <summary>Something is unknown that no other outage explains.</summary>
    public void Begin(Cause cause, IReadOnlyCollection<AlertState> states, IReadOnlyCollection<BlindAlert> blind, HashSet<Cause> unexplained, ImmutableArray<string> channels)
    {
        var since = blind.Where(alert => alert.Causes.Contains(cause) && !IsTold(alert, states)).Select(alert => alert.Since).DefaultIfEmpty(now).Min();
        state = new(state.Key, state.Subject)
        {
            Id = AlertId.Of(state.Key, state.Life + 1, null, since),
            Life = state.Life + 1,
            Severity = Severity.Info,
            UnknownSince = since,
            Outage = cause,
        };
        Move(AlertPhase.Pending, "unreadable");
        GoOn(states, blind, unexplained, channels);
    }

    /// <summary>Follows its cause as it grows or shrinks, tells who is to be told, and ends where nothing of it is unknown any more.</summary>
    /// <param name="states">Of all alerts.</param>
    /// <param name="blind">Those of which nothing is known.</param>
    /// <param name="unexplained">The causes that no outage has taken yet; it takes its own.</param>
    /// <param name="channels">The names of all channels.</param>
    public void GoOn(IReadOnlyCollection<AlertState> states, IReadOnlyCollection<BlindAlert> blind, HashSet<Cause> unexplained, ImmutableArray<string> channels)
    {
        var all = blind.SelectMany(alert => alert.Causes).Distinct().ToList();
        if (all.FindAll(state.Outage!.Touches) is not { Count: > 0 } causes)
        {
            Recover(OutageText.Again(state, states));
            return;
        }
        state = state.NotAhead(now) with { Outage = Now(causes) };
        // Grown, it explains more than it did.
        var own = all.FindAll(state.Outage.Touches).Where(unexplained.Remove).ToHashSet();
        var affected = blind.Where(alert => alert.Causes.Any(own.Contains)).ToList();
        if (affected.Count == 0) return;
        Describe(affected);
        if (ToTell([.. affected.Where(alert => !IsTold(alert, states))], channels) is { IsEmpty: false } to) Tell(to, [.. affected.Where(alert => to.Any(alert.IsFor))]);
    }

    public void End(string why)
    {
        if (state.UnknownSince is not null) Recover(why);
    }

    /// <summary>The widest of what is left of it, or of what it has grown into. In several pieces it stays as wide as it was.</summary>
    Cause Now(List<Cause> causes) => causes.Find(cause => cause.Covers(state.Outage!) && causes.TrueForAll(cause.Covers)) ?? (causes.Count == 1 ? causes[0] : state.Outage!);

    void Describe(List<BlindAlert> affected)
    {
        var failure = OutageText.Failure(state.Outage!, affected);
        state = state with
        {
            Subject = OutageText.Shared(state.Key.Subject, state.Outage!, affected),
            UnknownWhy = failure is null ? null : $"{failure.ReasonText} ({failure.Why})",
            Explanation = OutageText.Short(state.Outage!, affected),
        };
    }

    /// <summary>
    /// An earlier outage that was told of blinds it too: people know, and how long it has been blind says nothing of this one. When that one is
    /// over and this one is not, it counts.
    /// </summary>
    bool IsTold(BlindAlert alert, IEnumerable<AlertState> states) => states.Any(other =>
        other is { Outage: { } cause, Phase: AlertPhase.Firing, UnknownSince: not null } && IsBefore(other) && alert.Causes.Any(cause.Touches));

    bool IsBefore(AlertState other) => other.Key != state.Key && (state.UnknownSince is not { } since || other.UnknownSince < since);

    /// <summary>
    /// The channels of what has been blind beyond its budget. Each is told once, and again only where the outage has blinded more since: at
    /// once if that is worse than what was told, else when a reminder is due. What a silence holds back asks for nobody.
    /// </summary>
    ImmutableArray<string> ToTell(List<BlindAlert> affected, ImmutableArray<string> channels)
    {
        if (steering.Of(state, now).IsSilenced) return [];
        var over = affected.Where(alert => alert.IsOverBudget(now) && !alert.Said.UnknownToo).ToList();
        var late = over.Where(alert => alert.Since > state.ToldAt && IsNews(alert)).ToList();
        return [.. channels.Where(channel => late.Exists(alert => alert.IsFor(channel))
            || (!state.Channels.Contains(channel) && over.Exists(alert => alert.IsFor(channel))))];
    }

    bool IsNews(BlindAlert alert) =>
        alert.Rule.Severity > state.Severity || (alert.Rule.Repeat > TimeSpan.Zero && now - state.ToldAt >= alert.Rule.Repeat);

    void Tell(ImmutableArray<string> to, ImmutableArray<BlindAlert> affected)
    {
        var severity = affected.Max(alert => alert.Rule.Severity);
        if (state.Phase != AlertPhase.Firing) Move(AlertPhase.Firing, "unknown");
        else transitions.Add(new(state.Id!, state.Phase, state.Phase, "unknown", now, null));
        state = state with
        {
            Severity = severity > state.Severity ? severity : state.Severity,
            Channels = [.. state.Channels.Union(to)],
            FiredAt = state.FiredAt ?? now,
            ToldAt = now,
        };
        Write(NotificationReason.Unknown, to, OutageText.Full(state.Outage!, affected, now), affected);
    }

    void Recover(string why)
    {
        if (state.Phase == AlertPhase.Firing)
        {
            Move(AlertPhase.Resolved, "recovered");
            Write(NotificationReason.Recovered, state.Channels, why, []);
            state = state with { ResolvedAt = now };
        }
        else Move(AlertPhase.Inactive, "readable again");
        state = state with { UnknownSince = null };
    }

    void Write(NotificationReason reason, ImmutableArray<string> to, string detail, ImmutableArray<BlindAlert> affected)
    {
        state = state with { Told = state.Told + 1 };
        told.Add(new(reason, state, now, to) { Detail = detail, Rule = OutageText.OnlyRule(affected) ?? state.Key.Rule });
    }

    void Move(AlertPhase to, string reason)
    {
        transitions.Add(new(state.Id!, state.Phase, to, reason, now, null));
        state = state with { Phase = to };
    }
}
