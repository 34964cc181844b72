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

/// <summary>A delivery and the alert it told of.</summary>
/// <param name="AlertId">Null for what belongs to no alert: a test.</param>
public sealed record AlertDelivery(string? AlertId, DeliveryReceipt Receipt);

sealed record RecentDeliveryRow(string? Alert, string Channel, string NotificationId, string State, long? Attempt, long? At, string? Outcome, string? Said)
{
    public const string Newest =
        """
        SELECT n.alert_id AS Alert, o.channel AS Channel, n.notification_id AS NotificationId, o.state AS State,
               d.attempt AS Attempt, d.at AS At, d.outcome AS Outcome, d.receipt AS Said
        FROM (SELECT id, channel, state FROM outbox WHERE @channel IS NULL OR channel = @channel ORDER BY id DESC LIMIT @limit) o
        JOIN outbox_notifications n ON n.outbox_id = o.id LEFT JOIN deliveries d ON d.outbox_id = o.id
        ORDER BY o.id DESC, n.notification_id, d.id DESC
        """;

    public AlertDelivery Delivery() => new(Alert, new DeliveryRow(Channel, NotificationId, State, Attempt, At, Outcome, Said).Receipt());
}
