namespace Watcher.Store;

/// <summary>A stored message whose time has come.</summary>
/// <param name="Attempts">Tries so far.</param>
/// <param name="Rule">The rule whose alert it tells of; null for a message of no stored alert.</param>
public sealed record DueMessage(long Id, string Channel, string NotificationId, string IdempotencyKey, byte[] Body, int Attempts, string? Rule);
