using System.Collections.Immutable;

namespace Watcher.Store;

/// <summary>What a channel is to send: one notification or several, rendered. The same key to the same channel is stored once, whoever repeats it.</summary>
/// <param name="Tells">The notifications in it.</param>
public sealed record OutboxMessage(string Channel, string NotificationId, string IdempotencyKey, ImmutableArray<Told> Tells, byte[] Body);

/// <summary>A notification in a message.</summary>
/// <param name="AlertId">Messages of one alert leave a channel in the order they were stored; null waits for nobody.</param>
public sealed record Told(string NotificationId, string? AlertId);
