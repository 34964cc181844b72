namespace Watcher.Alerts;

/// <summary>
/// For how long something has been in trouble, or well, without a break. Measured, not read off the wall clock: a clock that jumps neither
/// fires an alert nor hides one.
/// </summary>
public sealed record Spell(bool Trouble, TimeSpan For);
