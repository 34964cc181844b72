using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Rules;

namespace Watcher.Host.Drill;

/// <summary>
/// Leads alerts through a life with the real machine, from an empty state, on a clock of its own: what <c>For</c>, <c>KeepFiring</c> and
/// escalation wait for passes at once.
/// </summary>
sealed class Play
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    readonly Dictionary<AlertKey, (Rule Rule, AlertState State)> alerts;
    readonly DateTimeOffset start;
    /// <summary>On the wall clock, and on the chain's.</summary>
    TimeSpan elapsed, mined;
    int scene;

    /// <param name="cast">What is breached.</param>
    public Play(ImmutableArray<Observation> cast, DateTimeOffset start)
    {
        // Names of its own: no receiver may take a drill for the real alert, nor its end for that one's.
        var name = $"drill-{Guid.NewGuid():n}";
        alerts = cast.ToDictionary(seen => seen.Key, seen => (seen.Rule, new AlertState(new(seen.Key.Rule, $"{seen.Key.Subject}#{name}"), seen.Subject)));
        this.start = start;
    }

    /// <summary>The conditions hold, for as long as the rules ask.</summary>
    public ImmutableArray<NotificationDraft> Breach(ImmutableArray<Observation> seen) => [.. Show(seen), .. Wait(seen, rule => rule.For)];

    public ImmutableArray<NotificationDraft> Worsen(ImmutableArray<Observation> seen) => Show(seen);

    /// <summary>Nobody acknowledges.</summary>
    public ImmutableArray<NotificationDraft> Escalate()
    {
        elapsed += Longest(rule => rule.Escalate?.After ?? TimeSpan.Zero);
        return Step(alert => alert.Rule.Escalate is null ? null : AlertMachine.Tick(alert.Rule, alert.State, Said.Nothing, Now));
    }

    /// <summary>All is as it was; what fires even so ends with the drill.</summary>
    public ImmutableArray<NotificationDraft> Recover(ImmutableArray<Observation> seen) =>
    [
        .. Show(seen), .. Wait(seen, rule => rule.KeepFiring),
        .. Step(alert => alert.State.Phase == AlertPhase.Firing ? AlertMachine.End(alert.State, "the drill is over", Now) : null),
    ];

    /// <summary>Whether something would be told for a reason if this were seen next.</summary>
    public bool WouldTell(ImmutableArray<Observation> seen, NotificationReason reason) =>
        seen.Any(one => alerts.TryGetValue(one.Key, out var alert)
            && AlertMachine.Step(alert.State, Staged(one, scene + 1), Said.Nothing, Now).Notifications.Any(draft => draft.Reason == reason));

    DateTimeOffset Now => start + elapsed;

    ImmutableArray<NotificationDraft> Wait(ImmutableArray<Observation> seen, Func<Rule, TimeSpan> until)
    {
        if (Longest(until) is not { Ticks: > 0 } wait) return [];
        elapsed += wait;
        mined += wait;
        return Show(seen);
    }

    ImmutableArray<NotificationDraft> Show(ImmutableArray<Observation> seen)
    {
        elapsed += Beat;
        mined += Beat;
        scene++;
        var byKey = seen.ToDictionary(one => one.Key);
        return Step((key, alert) => byKey.TryGetValue(key, out var one) ? AlertMachine.Step(alert.State, Staged(one, scene), Said.Nothing, Now) : null);
    }

    /// <summary>Each scene is a reading of its own, at the block time that has come by then.</summary>
    Observation Staged(Observation seen, int number) => seen with
    {
        Block = seen.Block! with { Timestamp = seen.Block.Timestamp + mined },
        Reading = new Hash32(Keccak256.Hash(BitConverter.GetBytes(number))),
    };

    ImmutableArray<NotificationDraft> Step(Func<(Rule Rule, AlertState State), StepResult?> step) => Step((_, alert) => step(alert));

    ImmutableArray<NotificationDraft> Step(Func<AlertKey, (Rule Rule, AlertState State), StepResult?> step)
    {
        var told = ImmutableArray.CreateBuilder<NotificationDraft>();
        foreach (var (key, alert) in alerts.ToList())
        {
            if (step(key, alert) is not { } result) continue;
            alerts[key] = (alert.Rule, result.State);
            told.AddRange(result.Notifications);
        }
        return told.ToImmutable();
    }

    TimeSpan Longest(Func<Rule, TimeSpan> of) => alerts.Values.Max(alert => of(alert.Rule));
}
