using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Risk;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>One step of one alert in the making: each method is one thing that can happen in its life.</summary>
sealed class AlertStep(AlertState from, Said word, DateTimeOffset now)
{
    readonly AlertState before = from;
    readonly ImmutableArray<NotificationDraft>.Builder told = ImmutableArray.CreateBuilder<NotificationDraft>();
    readonly ImmutableArray<AlertTransition>.Builder transitions = ImmutableArray.CreateBuilder<AlertTransition>();
    AlertState state = from;
    Said said = word;

    public AlertPhase Phase => state.Phase;

    /// <summary>That another block was read well is by itself nothing to store.</summary>
    public StepResult Result()
    {
        var changed = state with { LastGood = before.LastGood, LastReading = before.LastReading } != before;
        return new(state, changed, told.ToImmutable(), transitions.ToImmutable());
    }

    /// <summary>Takes over what the rule says now about whom to tell: a channel may have been added or removed while it fires.</summary>
    public void Follow(Rule rule)
    {
        if (state.Id is null || state.IsEvent) return;
        var channels = state.Escalated is not null && rule.Escalate is { } more ? Joined(rule.Channels, more.Channels) : rule.Channels;
        state = state with { Severity = rule.Severity, Channels = channels.SequenceEqual(state.Channels) ? state.Channels : channels };
    }

    /// <summary>The condition holds for the first time: fires, or waits for as long as <c>For</c> asks.</summary>
    public void Begin(Observation seen)
    {
        StartLife(seen);
        if (seen.Rule.For <= TimeSpan.Zero)
        {
            Fire(seen);
            return;
        }
        Move(AlertPhase.Pending, "pending", seen.Block);
        state = Measured(seen, seen.Decisive) with { PendingSince = seen.Block!.Timestamp };
    }

    /// <summary>The condition holds still. After a reorganisation block time may have fallen behind the start.</summary>
    public void KeepPending(Observation seen)
    {
        var time = seen.Block!.Timestamp;
        state = Measured(seen, seen.Decisive) with { PendingSince = time < state.PendingSince ? time : state.PendingSince };
        if (time - state.PendingSince >= seen.Rule.For) Fire(seen);
    }

    public void CalmDown(Observation seen)
    {
        Move(AlertPhase.Inactive, seen.Closed ? "closed" : "calm again", seen.Block);
        state = state with { PendingSince = null };
    }

    public void KeepFiring(Observation seen)
    {
        state = WithEvidence(Measured(seen, Watched(seen)), seen) with { ClearSince = null };
        Worsen(seen.Rule, seen.Block);
    }

    /// <summary>
    /// Beyond the clear threshold: resolves once that has held for <c>KeepFiring</c>. After a reorganisation block time may have fallen
    /// behind the start.
    /// </summary>
    public void Clear(Observation seen)
    {
        var time = seen.Block?.Timestamp ?? now;
        var since = state.ClearSince is { } start && start < time ? start : time;
        if (time - since >= seen.Rule.KeepFiring) Resolve(seen);
        else state = WithEvidence(Measured(seen, Watched(seen)), seen) with { ClearSince = since };
    }

    public void Resolve(Observation seen)
    {
        state = seen.Closed ? state with { Value = null } : WithEvidence(Measured(seen, Watched(seen)), seen);
        Move(AlertPhase.Resolved, seen.Closed ? "closed" : "resolved", seen.Block);
        state = state with { ResolvedAt = now, ClearSince = null };
        if (state.ToldAt is not null) Tell(NotificationReason.Resolved, seen.Block, seen.Closed ? "the position is closed" : null);
    }

    /// <summary>Something happened on the chain: an alert of its own, told at once or at the end of a silence.</summary>
    public void Occur(Observation seen)
    {
        StartLife(seen);
        Move(AlertPhase.Firing, "event", seen.Block);
        state = Started(seen) with { IsEvent = true, Explanation = seen.Event!.Summary };
        if (!said.IsSilenced) Tell(NotificationReason.Event, seen.Block, seen.Event.Summary);
    }

    /// <summary>An event that a silence has held back.</summary>
    public void Report()
    {
        if (state.ToldAt is null) Note(NotificationReason.Event, state.FiredBlock, state.Explanation);
    }

    /// <summary>No good reading. Somebody hears of it by the outage that it is part of.</summary>
    public void Miss(Observation seen)
    {
        if (state.Id is null) StartLife(seen);
        state = state with
        {
            UnknownSince = state.UnknownSince is { } since && since <= now ? since : now,
            UnknownWhy = seen.Why,
            Unread = seen.Unread.SequenceEqual(state.Unread) ? state.Unread : seen.Unread,
            LastGood = seen.LastGood ?? state.LastGood,
        };
    }

    /// <inheritdoc cref="AlertState.NotAhead"/>
    public void KeepTime() => state = state.NotAhead(now);

    /// <summary>A good reading again.</summary>
    public void Recover() => state = state with { UnknownSince = null, UnknownWhy = null, Unread = [] };

    public void Remember(Observation seen) =>
        state = state with { Subject = seen.Subject, LastGood = seen.Block, LastReading = seen.Reading, Confirmation = Confirmed(seen) };

    public void End(string why)
    {
        switch (state.Phase)
        {
            case AlertPhase.Firing:
                Move(AlertPhase.Resolved, why, null);
                state = state with { ResolvedAt = now, ClearSince = null };
                if (state.ToldAt is not null) Tell(NotificationReason.Resolved, null, why);
                break;
            case AlertPhase.Pending:
                Move(AlertPhase.Inactive, why, null);
                state = state with { PendingSince = null };
                break;
        }
        Recover();
        state = state with { LastReading = null };
    }

    /// <summary>What the wall clock asks for.</summary>
    public void Due(Rule rule)
    {
        if (state.IsEvent)
        {
            if (!said.IsSilenced) Report();
        }
        else if (state.Phase == AlertPhase.Firing) Speak(rule);
    }

    /// <summary>What a silence held back is told at its end, and only then does the wait for an answer begin.</summary>
    void Speak(Rule rule)
    {
        if (said.IsSilenced)
        {
            state = state with { AwaitedSince = null };
            return;
        }
        state = state with { AwaitedSince = state.AwaitedSince ?? now };
        if (state.ToldAt is null) Note(NotificationReason.Fired, null);
        Worsen(rule, null);
        if (said.Acknowledged is null && state.ClearSince is null) Insist(rule, state.ToldAt!.Value, state.AwaitedSince!.Value);
    }

    void Worsen(Rule rule, BlockRef? block)
    {
        if (said.IsSilenced || state.ToldAt is null) return;
        if (Worsening.Of(state, rule.Worsen) is { } worse) Note(NotificationReason.Worsened, block, worse);
    }

    void Insist(Rule rule, DateTimeOffset toldAt, DateTimeOffset awaitedSince)
    {
        if (rule.Escalate is { } escalation && state.Escalated is null && now - awaitedSince >= escalation.After)
        {
            state = state with { Escalated = now, Channels = escalation.Channels };
            Note(NotificationReason.Escalated, null);
            Follow(rule);
        }
        else if (rule.Repeat > TimeSpan.Zero && now - toldAt >= rule.Repeat)
        {
            state = state with { Reminders = state.Reminders + 1 };
            Note(NotificationReason.Reminder, null);
        }
    }

    void Fire(Observation seen)
    {
        Move(AlertPhase.Firing, "fired", seen.Block);
        state = Started(seen);
        if (!said.IsSilenced) Tell(NotificationReason.Fired, seen.Block);
    }

    AlertState Started(Observation seen)
    {
        var evidence = seen.Evidence();
        return Measured(seen, seen.Decisive) with
        {
            PendingSince = null,
            FiredAt = now,
            FiredBlock = seen.Block,
            Confirmation = seen.Confirmation,
            FiredEvidence = evidence,
            Evidence = evidence,
        };
    }

    /// <summary>A new life needs a new acknowledgement.</summary>
    void StartLife(Observation seen)
    {
        said = said with { Acknowledged = null };
        state = NewLife(seen);
    }

    AlertState NewLife(Observation seen) => new(state.Key, seen.Subject)
    {
        Id = AlertId.Of(state.Key, state.Life + 1, seen.Block ?? state.LastGood, now),
        Life = state.Life + 1,
        Severity = seen.Rule.Severity,
        Condition = seen.Rule.Trigger.ToString(),
        Channels = seen.Rule.Channels,
        LastGood = state.LastGood,
        LastReading = state.LastReading,
        Aim = seen.Rule.ClearThreshold("healthFactor") ?? LoanRecovery.UsualAim,
    };


    /// <summary>The comparison it fired by, whichever others hold by now.</summary>
    Figure? Watched(Observation seen) =>
        seen.Figures.FirstOrDefault(f => f.Metric.ToString() == state.Metric && f.Threshold.Number.ToString() == state.Threshold)
        ?? seen.Decisive;

    /// <summary>Keeps the last value where the figure has none.</summary>
    AlertState Measured(Observation seen, Figure? figure)
    {
        var explained = state with { Explanation = seen.Explanation() };
        return figure?.Value.Text is not { } value ? explained : explained with
        {
            Metric = figure.Metric.ToString(),
            Value = value,
            Threshold = figure.Threshold.Number.ToString(),
            LowerIsWorse = figure.LowerIsWorse,
        };
    }

    static AlertState WithEvidence(AlertState state, Observation seen)
    {
        var evidence = seen.Evidence();
        return JsonNode.DeepEquals(evidence, state.Evidence) ? state : state with { Evidence = evidence };
    }

    static ImmutableArray<string> Joined(ImmutableArray<string> some, ImmutableArray<string> more) =>
        some.IsEmpty || more.IsEmpty ? [] : [.. some.Union(more)];

    /// <summary>No answer leaves a dispute as it is.</summary>
    Confirmation? Confirmed(Observation seen) => seen.Confirmation is { Verdict: not Verdict.Unconfirmed } opinion ? opinion : state.Confirmation;

    void Move(AlertPhase to, string reason, BlockRef? block)
    {
        transitions.Add(new(state.Id!, state.Phase, to, reason, now, block));
        state = state with { Phase = to };
    }

    /// <summary>Tells somebody, and records it as a step of its own.</summary>
    void Note(NotificationReason reason, BlockRef? block, string? detail = null)
    {
        Tell(reason, block, detail);
        transitions.Add(new(state.Id!, state.Phase, state.Phase, reason.ToString().ToLowerInvariant(), now, block));
    }

    void Tell(NotificationReason reason, BlockRef? block, string? detail = null)
    {
        state = state with { Told = state.Told + 1 };
        if (reason is not NotificationReason.Resolved)
            state = state with { ToldAt = now, WorstTold = Worsening.Worse(state.Value, state.WorstTold, state.LowerIsWorse) };
        told.Add(new(reason, state, now, state.Channels) { Block = block ?? state.LastGood, Detail = detail });
    }
}
