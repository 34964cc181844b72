using Watcher.Alerts;

namespace Watcher.Simulation;

/// <summary>
/// After a cycle that ended well every alert stands where the world's truth at that block puts it: a breach that has held long enough fires,
/// what is beyond its clear threshold does not, what is unknown moves nothing.
/// </summary>
sealed class ReadingsDecide(Books books)
{
    /// <summary>Since when, in block time, the condition of what waits has held.</summary>
    readonly Dictionary<AlertKey, DateTimeOffset> held = [];
    /// <summary>And since when what fires on has been clear.</summary>
    readonly Dictionary<AlertKey, DateTimeOffset> clear = [];
    Dictionary<AlertKey, (AlertPhase Phase, Hash32? Reading)> before = [];

    /// <summary>A cycle is about to move alerts.</summary>
    public void Begin() => before = books.States.ToDictionary(s => s.Key, s => (s.Phase, s.LastReading));

    /// <summary>What waited may have been ended, or a commit's fate was learnt only from the file.</summary>
    public void Relearn()
    {
        held.Clear();
        clear.Clear();
        foreach (var state in books.States) Relearn(state);
    }

    void Relearn(AlertState state)
    {
        held.Remove(state.Key);
        clear.Remove(state.Key);
        if (state is { Phase: AlertPhase.Pending, PendingSince: { } since }) held[state.Key] = since;
        if (state is { Phase: AlertPhase.Firing, ClearSince: { } from }) clear[state.Key] = from;
    }

    /// <returns>The alerts that began to fire.</returns>
    public IEnumerable<(PlannedRule Rule, AlertKey Key)> Check(Served served, Sights sights)
    {
        var began = new List<(PlannedRule, AlertKey)>();
        foreach (var (rule, key, sight, _) in sights.Asked(served))
        {
            var ((was, last), now) = (before.GetValueOrDefault(key), books.PhaseOf(key));
            var (allowed, why) = Expected(rule, key, sight, was, served);
            // The same block again is no news, though a second endpoint told something else of it before.
            if (now == was && last is not null && last == served.Block?.Ref.Hash) Relearn(books.Of(key)!);
            else if (now != allowed) throw new Violation("a reading decides", $"{key.Rule} on {key.Subject} was {was}, {why}, and is {now}");
            if (now == AlertPhase.Firing && was != AlertPhase.Firing) began.Add((rule, key));
        }
        return began;
    }

    (AlertPhase Phase, string Why) Expected(PlannedRule rule, AlertKey key, Sight sight, AlertPhase was, Served served)
    {
        if (!sight.Known) return (was, "nothing is known of it");
        if (sight.Value is not { } value || !rule.Holds(value))
        {
            held.Remove(key);
            return (Calm(was, Ends(rule, key, sight.Value, served)), sight.Value is { } calm ? $"reads {calm:0.####}" : "is closed");
        }
        clear.Remove(key);
        if (was == AlertPhase.Firing) return (was, $"reads {value:0.####}");
        if (rule.For == TimeSpan.Zero) return (AlertPhase.Firing, $"reads {value:0.####}");
        var time = served.Block!.Ref.Timestamp;
        var since = Since(held, key, time);
        if (time - since < rule.For) return (AlertPhase.Pending, $"reads {value:0.####} for {time - since}");
        held.Remove(key);
        return (AlertPhase.Firing, $"reads {value:0.####} for {time - since}");
    }

    /// <summary>Clear for as long as the rule asks, or closed.</summary>
    bool Ends(PlannedRule rule, AlertKey key, decimal? value, Served served)
    {
        if (value is { } number && !rule.Clears(number))
        {
            clear.Remove(key);
            return false;
        }
        var time = served.Block!.Ref.Timestamp;
        if (value is not null && time - Since(clear, key, time) < rule.KeepFiring) return false;
        clear.Remove(key);
        return true;
    }

    /// <summary>After a reorganisation block time may fall.</summary>
    static DateTimeOffset Since(Dictionary<AlertKey, DateTimeOffset> all, AlertKey key, DateTimeOffset time) =>
        all[key] = all.TryGetValue(key, out var from) && from < time ? from : time;

    static AlertPhase Calm(AlertPhase was, bool ends) => was switch
    {
        AlertPhase.Firing => ends ? AlertPhase.Resolved : AlertPhase.Firing,
        AlertPhase.Pending => AlertPhase.Inactive,
        _ => was,
    };
}
