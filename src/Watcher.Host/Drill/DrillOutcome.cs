using System.Collections.Immutable;

namespace Watcher.Host.Drill;

/// <summary>How a drill went.</summary>
/// <param name="Plot">Null where no rule could be fired: nothing was sent.</param>
/// <param name="Given">The move was given, not searched for.</param>
/// <param name="Unread">What could not be read and why, in words; null where everything could.</param>
sealed record DrillOutcome(Plot? Plot, bool Given, string? Unread, ImmutableArray<DrillReceipt> Receipts)
{
    public bool IsDelivered => Plot is not null && Receipts.All(receipt => receipt.Delivered);
}
