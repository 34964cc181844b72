using Watcher.Alerts;
using Watcher.Store;

namespace Watcher.Simulation;

/// <summary>What people have said to the watcher, as they remember it.</summary>
sealed class People
{
    readonly HashSet<AlertKey> acknowledged = [];
    readonly List<Silence> silences = [];
    (string Id, AlertKey Key)? spoken;

    public IReadOnlyList<Silence> Silences => silences;

    public void Acknowledge(WatcherStore store, AlertState alert, DateTimeOffset now)
    {
        spoken = (alert.Id!, alert.Key);
        store.Steering.Acknowledge(alert.Id!, now);
        acknowledged.Add(alert.Key);
    }

    /// <summary>An alert has begun to fire: nobody has taken that on yet.</summary>
    public void Began(AlertKey alert) => acknowledged.Remove(alert);

    public void Silence(WatcherStore store, Silence silence) => silences.Add(store.Steering.Add(silence));

    public void End(WatcherStore store, Silence silence, DateTimeOffset now)
    {
        store.Steering.End(silence.Id, now);
        if (silence.Ended is null && now < silence.Until) silences[silences.IndexOf(silence)] = silence with { Ended = now };
    }

    /// <summary>The watcher has started anew: they look whether it had heard what they said last.</summary>
    public void Look(WatcherStore store)
    {
        silences.Clear();
        silences.AddRange(store.Steering.Silences().Reverse());
        if (spoken is { } last && !store.Steering.Read(DateTimeOffset.UnixEpoch).Acknowledged.ContainsKey(last.Id)) acknowledged.Remove(last.Key);
        spoken = null;
    }

    public bool HaveAcknowledged(AlertKey alert) => acknowledged.Contains(alert);

    /// <summary>Whether an alert of a rule of the plan is to be kept quiet now.</summary>
    /// <param name="unknown">Of UNKNOWN.</param>
    public bool HaveSilenced(AlertKey key, DateTimeOffset now, bool unknown = false) => silences.Exists(s =>
        s.Ended is null && now < s.Until && (!unknown || s.Unknown)
        && (s.Rule is null || s.Rule == key.Rule)
        && (s.Subject is null || s.Subject == key.Subject)
        && (s.Chain is null || key.Subject.StartsWith(s.Chain + "/", StringComparison.Ordinal))
        && (s.Wallet is null || key.Subject == s.Wallet || key.Subject.Split('#')[0].EndsWith("/" + s.Wallet, StringComparison.Ordinal)));
}
