using System.Globalization;
using Watcher.Alerts;
using Watcher.Rules;

namespace Watcher.Simulation;

/// <summary>
/// Of all that fires people know, and how bad it is, but for what they themselves have silenced; what they took on they are not reminded of,
/// and of the rest they are, in time, unless it is well again and only kept firing for a while.
/// </summary>
sealed class InsistenceIsDue(Books books, People people)
{
    readonly Dictionary<AlertKey, (decimal Worst, DateTimeOffset At)> told = [];
    readonly Dictionary<AlertKey, decimal> last = [];

    public void Take(IEnumerable<Message> messages, DateTimeOffset now)
    {
        foreach (var message in messages) Take(message, now);
    }

    /// <summary>What was read last may have been stored, and not seen here.</summary>
    public void Relearn() => last.Clear();

    public void Saw(AlertKey key, Sight sight)
    {
        if (sight is { Known: true, Value: { } value }) last[key] = value;
    }

    /// <summary>Time has passed for all alerts.</summary>
    public void Check(Plan plan, DateTimeOffset now)
    {
        foreach (var state in books.States.Where(s => s is { Phase: AlertPhase.Firing, IsEvent: false } && !people.HaveSilenced(s.Key, now)))
            if (plan.Rules.FirstOrDefault(r => r.Name == state.Key.Rule && plan.Channels.Any(r.IsFor)) is { } rule) Check(rule, state, now);
    }

    void Check(PlannedRule rule, AlertState state, DateTimeOffset now)
    {
        var name = $"{state.Key.Rule} on {state.Key.Subject}";
        if (!told.TryGetValue(state.Key, out var known)) throw new Violation("each breach is told", $"{name} fires, nothing silences it, and nobody was told");
        // A clock set back puts the next word off by no more than the rule asks for.
        if (known.At > now) told[state.Key] = known = (known.Worst, now);
        var seen = last.TryGetValue(state.Key, out var value);
        if (rule.Worsen is { } worsen && seen && known.Worst - value > known.Worst * worsen)
            throw new Violation("no worsening is hidden", $"{name} reads {value:0.####}, and {known.Worst:0.####} is the worst that was told");
        var clear = seen ? rule.Clears(value) : state.ClearSince is not null;
        if (!people.HaveAcknowledged(state.Key) && !clear && now - known.At >= rule.Repeat)
            throw new Violation("reminders come", $"{name} was told last at {known.At:MM-dd HH:mm:ss}, nobody took it on, and no reminder comes");
    }

    void Take(Message message, DateTimeOffset now)
    {
        var (key, reason) = (message.Alert, message.Notification.Reason);
        if (reason is NotificationReason.Reminder or NotificationReason.Escalated && people.HaveAcknowledged(key))
            throw new Violation("no reminder of what was acknowledged", message.ToString());
        if (reason is NotificationReason.Fired or NotificationReason.Worsened or NotificationReason.Reminder or NotificationReason.Escalated)
        {
            if (people.HaveSilenced(key, now) && message.Notification.Rule is { } rule && !BuiltInRules.Has(rule))
                throw new Violation("a silence keeps quiet", $"{message} of {key.Rule} on {key.Subject}");
            var value = decimal.TryParse(message.Notification.Value, CultureInfo.InvariantCulture, out var number) ? number : 0;
            told[key] = (reason != NotificationReason.Fired && told.TryGetValue(key, out var before) ? Math.Min(before.Worst, value) : value, now);
        }
        if (reason == NotificationReason.Resolved) told.Remove(key);
    }
}
