namespace Watcher.Alerts;

/// <summary>One step in an alert's life, kept for ever.</summary>
/// <param name="Reason">One word or a short sentence: <c>fired</c>, <c>worsened</c>, <c>closed</c>, <c>the rule was removed</c>.</param>
/// <param name="At">On the wall clock.</param>
/// <param name="Block">The block that caused it; null where time alone did.</param>
public sealed record AlertTransition(string AlertId, AlertPhase From, AlertPhase To, string Reason, DateTimeOffset At, BlockRef? Block);
