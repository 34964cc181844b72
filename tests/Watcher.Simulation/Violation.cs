namespace Watcher.Simulation;

/// <summary>The watcher did what it must never do.</summary>
/// <param name="invariant">Which promise it broke.</param>
/// <param name="what">How.</param>
sealed class Violation(string invariant, string what) : Exception($"{invariant}: {what}")
{
    public string Invariant => invariant;
}
