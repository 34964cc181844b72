using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Channels;
using Watcher.Host.Config;
using Watcher.Host.Delivery;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>
/// The alerts of all chains as they stand, and what observations and time do to them. Nothing counts before it is stored: changes are
/// prepared, committed by the caller, and only then kept.
/// </summary>
sealed class AlertDesk
{
    readonly ImmutableArray<Rule> rules;
    readonly ImmutableArray<IChannel> channels;
    readonly Uri? dashboard;
    readonly Dictionary<AlertKey, AlertState> states;

    public AlertDesk(WatcherConfig config, IEnumerable<AlertState> stored)
    {
        rules = [.. config.Rules, .. BuiltInRules.All];
        channels = config.Channels;
        dashboard = config.Api.Dashboard;
        states = stored.ToDictionary(s => s.Key);
    }

    public IReadOnlyCollection<AlertState> States => states.Values;

    public AlertState? Find(AlertKey key) => states.GetValueOrDefault(key);

    /// <summary>What the observations of one cycle do.</summary>
    /// <param name="steering">What people have said by now; so for time alone.</param>
    public AlertChanges Take(IEnumerable<Observation> observations, Steering steering, DateTimeOffset now)
    {
        var draft = new Draft(this, steering, now);
        draft.Take(observations);
        return draft.Changes();
    }

    /// <summary>What time alone does: reminders, escalation, the end of a silence, and the outages that all alerts together tell of.</summary>
    /// <param name="standing">Of what goes on without a block: channels.</param>
    public AlertChanges Tick(IEnumerable<Observation> standing, Steering steering, DateTimeOffset now)
    {
        var draft = new Draft(this, steering, now);
        draft.Take(standing);
        foreach (var state in states.Values)
            if (rules.FirstOrDefault(r => r.Name == state.Key.Rule) is { } rule) draft.Apply(state, s => AlertMachine.Tick(rule, s, steering.Of(s, now), now));
        draft.Tell(Outages.Step(draft.States, rules, [.. channels.Select(c => c.Name)], steering, now));
        return draft.Changes();
    }

    /// <summary>Ends the alerts of rules and wallets that are no longer configured.</summary>
    public AlertChanges End(Func<AlertSubject, bool> watched, DateTimeOffset now)
    {
        var draft = new Draft(this, Steering.None, now);
        foreach (var state in states.Values)
            if (AlertEndings.Why(state, rules, watched) is { } why) draft.Apply(state, s => AlertMachine.End(s, why, now));
        return draft.Changes();
    }

    /// <summary>The changes are on the disk.</summary>
    public void Keep(AlertChanges changes)
    {
        foreach (var state in changes.States) states[state.Key] = state;
    }

    /// <summary>Changes in the making; a later step of the same cycle goes on from an earlier one's.</summary>
    sealed class Draft(AlertDesk desk, Steering steering, DateTimeOffset now)
    {
        readonly Dictionary<AlertKey, AlertState> changed = [];
        readonly List<AlertTransition> transitions = [];
        readonly List<NotificationDraft> told = [];

        public void Take(IEnumerable<Observation> observations)
        {
            foreach (var seen in observations) Apply(AlertState.New(seen), state => AlertMachine.Step(state, seen, steering.Of(state, now), now));
        }

        /// <param name="anew">Where nothing is known of its key yet.</param>
        public void Apply(AlertState anew, Func<AlertState, StepResult> step)
        {
            Keep(step(changed.GetValueOrDefault(anew.Key) ?? desk.states.GetValueOrDefault(anew.Key) ?? anew));
        }

        /// <summary>All alerts as they stand after what was done so far.</summary>
        public IReadOnlyCollection<AlertState> States =>
            [.. desk.states.Where(s => !changed.ContainsKey(s.Key)).Select(s => s.Value), .. changed.Values];

        public void Tell(IEnumerable<StepResult> outages)
        {
            foreach (var outage in outages) Keep(outage);
        }

        void Keep(StepResult result)
        {
            if (!result.Changed) return;
            changed[result.State.Key] = result.State;
            transitions.AddRange(result.Transitions);
            told.AddRange(result.Notifications);
        }

        public AlertChanges Changes() => new([.. changed.Values], [.. transitions], Packing.Of(told, desk.channels, desk.dashboard));
    }
}
