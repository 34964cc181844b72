namespace Watcher.Store;

/// <summary>One try to deliver a notification, alone or in a message with others; without an outcome nobody has tried yet.</summary>
/// <param name="State">Of the message now: <c>pending</c>, <c>delivered</c>, <c>rejected</c>.</param>
public sealed record DeliveryReceipt(string Channel, string NotificationId, string State, int? Attempt, DateTimeOffset? At, DeliveryOutcome? Outcome, string? Receipt);

sealed record DeliveryRow(string Channel, string NotificationId, string State, long? Attempt, long? At, string? Outcome, string? Said)
{
    public const string OfAlert =
        """
        SELECT o.channel AS Channel, n.notification_id AS NotificationId, o.state AS State,
               d.attempt AS Attempt, d.at AS At, d.outcome AS Outcome, d.receipt AS Said
        FROM outbox_notifications n JOIN outbox o ON o.id = n.outbox_id LEFT JOIN deliveries d ON d.outbox_id = o.id
        WHERE n.alert_id = @id ORDER BY o.id, n.notification_id, d.id
        """;

    public DeliveryReceipt Receipt() => new(Channel, NotificationId, State, (int?)Attempt, Instants.FromMilliseconds(At),
        Outcome is null ? null : Enum.Parse<DeliveryOutcome>(Outcome, ignoreCase: true), Said);
}
