using System.Collections.Immutable;
using Watcher.Alerts;

namespace Watcher.Host.Backtest;

/// <summary>One life of an alert, as a replay led it.</summary>
/// <param name="State">As it stood at the end.</param>
/// <param name="Steps">Oldest first.</param>
sealed record ReplayedAlert(AlertState State, ImmutableArray<ReplayedStep> Steps)
{
    public ReplayedStep? Fired => Steps.FirstOrDefault(step => step.To == AlertPhase.Firing);

    /// <summary>Its end; null where it still fires.</summary>
    public ReplayedStep? Resolved => Steps.LastOrDefault(step => step.To == AlertPhase.Resolved);

    /// <summary>What was told in between: worsened, reminder, escalated.</summary>
    public IEnumerable<ReplayedStep> Between => Steps.Where(step => step is { From: AlertPhase.Firing, To: AlertPhase.Firing });

    /// <summary>Whether it fired on a position, or the wallet around it, when something happened to that.</summary>
    public bool WarnedOf(AlertSubject subject, ChainEvent happened) =>
        State is { IsEvent: false, Outage: null } && Fired?.Block.Timestamp < happened.Block.Timestamp
        && !(Resolved?.Block.Timestamp < happened.Block.Timestamp)
        && (State.Subject.Position is { } position ? position == happened.Position : State.Subject.Wallet == subject.Wallet && State.Subject.Chain == subject.Chain);
}

/// <summary>A step in it.</summary>
/// <param name="Reason">As the alert's transitions have it.</param>
/// <param name="Block">At which the replay stood then.</param>
/// <param name="Value">Of the alert's metric.</param>
sealed record ReplayedStep(AlertPhase From, AlertPhase To, string Reason, BlockRef Block, string? Value);
