namespace Watcher.Store;

/// <summary>A notification for one channel, rendered. The same key to the same channel is stored once, whoever repeats it.</summary>
/// <param name="AlertId">Messages of one alert leave a channel in the order they were stored.</param>
public sealed record OutboxMessage(string Channel, string NotificationId, string IdempotencyKey, string? AlertId, byte[] Body);
