namespace Watcher.Store;

/// <summary>How a try ended: taken, to be tried again, or refused for good.</summary>
public enum DeliveryOutcome { Delivered, Retry, Rejected }

/// <summary>What came of one try.</summary>
/// <param name="Receipt">What the other side said; without secrets.</param>
/// <param name="NextAt">When to try again, where it is to be.</param>
public sealed record DeliveryAttempt(DueMessage Message, DateTimeOffset At, TimeSpan Took, DeliveryOutcome Outcome, string Receipt, DateTimeOffset? NextAt = null);
