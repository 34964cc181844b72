using System.Collections.Immutable;

namespace Watcher.Alerts;

/// <summary>That somebody must be told, and all that the text is made from.</summary>
/// <param name="State">The alert as it stood at this message.</param>
/// <param name="At">On the wall clock.</param>
/// <param name="Channels">Whom to tell; empty = all channels.</param>
public sealed record NotificationDraft(NotificationReason Reason, AlertState State, DateTimeOffset At, ImmutableArray<string> Channels)
{
    /// <summary>The block that caused it, else the last one read well.</summary>
    public BlockRef? Block { get; init; }

    /// <summary>What the reason alone does not say: by how much worse, why it ended, what happened.</summary>
    public string? Detail { get; init; }

    /// <summary>Unique for ever, and the same whenever the same step is taken again.</summary>
    public string Id => $"{State.Id}-{State.Told}";
    public string IdempotencyKey => $"{Id}-{Reason.ToString().ToLowerInvariant()}";
}
