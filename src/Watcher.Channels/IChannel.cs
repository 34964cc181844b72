using Watcher.Alerts;

namespace Watcher.Channels;

/// <summary>
/// A way to reach a person or a program. Implementers send one message once and say what came of it; retrying, ordering and persistence
/// are the outbox's.
/// </summary>
public interface IChannel
{
    /// <summary>The channel's configured name.</summary>
    string Name { get; }

    /// <summary>The bytes to send: rendered once, stored, and resent as they are.</summary>
    byte[] Render(Notification notification);

    /// <summary>Sends what <see cref="Render"/> made. Throws nothing but cancellation.</summary>
    ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation);
}

/// <summary>A stored message on its way.</summary>
/// <param name="Attempt">1 for the first try.</param>
public sealed record OutgoingMessage(string NotificationId, string IdempotencyKey, ReadOnlyMemory<byte> Body, int Attempt);

/// <summary>What came of one try.</summary>
/// <param name="Receipt">What the other side said, short and without secrets: <c>HTTP 200</c>, <c>connection refused</c>.</param>
public abstract record Delivery(string Receipt)
{
    public sealed record Delivered(string Receipt) : Delivery(Receipt);

    /// <param name="After">The receiver's own wish (<c>Retry-After</c>), respected over the back-off where longer.</param>
    public sealed record RetryLater(string Receipt, TimeSpan? After = null) : Delivery(Receipt);

    /// <summary>Sending the same again cannot help.</summary>
    public sealed record Rejected(string Receipt) : Delivery(Receipt);
}
