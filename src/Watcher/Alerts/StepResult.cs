using System.Collections.Immutable;

namespace Watcher.Alerts;

/// <summary>What became of an alert: the state to store, with whom to tell and what to record, in one transaction.</summary>
/// <param name="Changed">False where nothing happened that must be stored (a quiet alert stays quiet, a block was seen again).</param>
public sealed record StepResult(
    AlertState State, bool Changed, ImmutableArray<NotificationDraft> Notifications, ImmutableArray<AlertTransition> Transitions)
{
    internal static StepResult Unchanged(AlertState state) => new(state, false, [], []);
}
