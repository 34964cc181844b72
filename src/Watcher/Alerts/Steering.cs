using System.Collections.Immutable;

namespace Watcher.Alerts;

/// <summary>All that people have said of alerts.</summary>
/// <param name="Acknowledged">When which life of an alert was taken on, by its id.</param>
public sealed record Steering(ImmutableDictionary<string, DateTimeOffset> Acknowledged, ImmutableArray<Silence> Silences)
{
    public static Steering None { get; } = new(ImmutableDictionary<string, DateTimeOffset>.Empty, []);

    /// <summary>What of it counts for one alert now.</summary>
    public Said Of(AlertState alert, DateTimeOffset now)
    {
        var acknowledged = alert.Id is { } id && Acknowledged.TryGetValue(id, out var at) ? at : (DateTimeOffset?)null;
        var covering = Covering(alert, now);
        return acknowledged is null && covering.IsEmpty
            ? Said.Nothing
            : new(acknowledged, covering.IsEmpty ? null : covering.Max(s => s.Until), covering.Any(s => s.Unknown));
    }

    /// <summary>The silences that keep this alert quiet now.</summary>
    public ImmutableArray<Silence> Covering(AlertState alert, DateTimeOffset now) =>
        Silences.IsEmpty ? [] : [.. Silences.Where(s => s.IsActive(now) && s.Covers(alert.Key, alert.Subject))];

    public bool Equals(Steering? other) =>
        other is not null && Silences.SequenceEqual(other.Silences)
        && Acknowledged.Count == other.Acknowledged.Count && Acknowledged.All(pair => other.Acknowledged.TryGetValue(pair.Key, out var at) && at == pair.Value);

    public override int GetHashCode() => HashCode.Combine(Acknowledged.Count, Silences.Length);
}
