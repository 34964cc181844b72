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

    /// <summary>The rule that speaks.</summary>
    public string Rule { get; init; } = State.Key.Rule;

    /// <summary>Unique for ever, and the same whenever the same step is taken again.</summary>
    public string Id => $"{State.Id}-{State.Told}";
    public string IdempotencyKey => $"{Id}-{Reason.ToString().ToLowerInvariant()}";

    /// <summary>Whether this channel is to carry it: one of those to tell, but never the one that it is about.</summary>
    public bool IsFor(string channel) =>
        channel != State.Subject.Channel && (Channels.IsEmpty || Channels.Contains(channel, StringComparer.OrdinalIgnoreCase));

    /// <summary>The message itself.</summary>
    /// <param name="dashboard">Where the dashboard is; null = there is none to link to.</param>
    public Notification Write(Uri? dashboard = null) => new(Id, IdempotencyKey, Reason, State.Severity, Alerts.Summary.Of(this))
    {
        AlertId = State.Id,
        Headline = Alerts.Summary.Headline(this),
        Rule = Rule,
        Wallet = State.Subject.Wallet,
        Label = State.Subject.Label,
        Chain = State.Subject.Chain,
        Position = State.Subject.Position,
        Metric = State.Metric,
        Value = IsUnknown ? null : State.Value,
        Threshold = State.Threshold,
        Link = dashboard is null || State.Id is not { } id ? null : new($"{dashboard.AbsoluteUri.TrimEnd('/')}/alerts/{id}"),
        FiredAt = State.FiredAt,
        Block = Block,
        Confirmation = State.Confirmation,
        Evidence = IsUnknown ? null : State.Evidence,
    };

    /// <summary>Old figures under this heading would look like new ones.</summary>
    bool IsUnknown => Reason == NotificationReason.Unknown;
}
