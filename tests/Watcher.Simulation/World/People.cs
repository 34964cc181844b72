using Watcher.Alerts;
using Watcher.Store;

namespace Watcher.Simulation;

/// <summary>What people have said to the watcher, as they remember it.</summary>
sealed class People
{
    readonly HashSet<string> acknowledged = [];
    readonly List<Silence> silences = [];

    public IReadOnlyList<Silence> Silences => silences;

    public void Acknowledge(WatcherStore store, string alert, DateTimeOffset now)
    {
        store.Steering.Acknowledge(alert, now);
        acknowledged.Add(alert);
    }

    public void Silence(WatcherStore store, Silence silence) => silences.Add(store.Steering.Add(silence));

    public void End(WatcherStore store, Silence silence, DateTimeOffset now)
    {
        store.Steering.End(silence.Id, now);
        if (silence.Ended is null && now < silence.Until) silences[silences.IndexOf(silence)] = silence with { Ended = now };
    }

    /// <summary>A crash came while somebody was speaking: they look whether it was heard.</summary>
    public void Look(WatcherStore store)
    {
        silences.Clear();
        silences.AddRange(store.Steering.Silences().Reverse());
        foreach (var alert in store.Steering.Read(DateTimeOffset.UnixEpoch).Acknowledged.Keys) acknowledged.Add(alert);
        acknowledged.IntersectWith(store.Steering.Read(DateTimeOffset.UnixEpoch).Acknowledged.Keys);
    }

    public bool HaveAcknowledged(string? alert) => alert is not null && acknowledged.Contains(alert);

    /// <summary>Whether an alert of a rule of the plan is to be kept quiet now.</summary>
    /// <param name="unknown">Of UNKNOWN.</param>
    public bool HaveSilenced(AlertKey key, DateTimeOffset now, bool unknown = false) => silences.Exists(s =>
        s.Ended is null && now < s.Until && (!unknown || s.Unknown)
        && (s.Rule is null || s.Rule == key.Rule)
        && (s.Subject is null || s.Subject == key.Subject)
        && (s.Chain is null || key.Subject.StartsWith(s.Chain + "/", StringComparison.Ordinal))
        && (s.Wallet is null || key.Subject == s.Wallet || key.Subject.Split('#')[0].EndsWith("/" + s.Wallet, StringComparison.Ordinal)));
}
