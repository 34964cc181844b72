namespace Watcher.Alerts;

public enum Severity { Info, Warning, Critical }

/// <summary>What one alert is about: a rule on a subject (a position's id, <c>chain/wallet</c>, a portfolio's label, a chain).</summary>
public sealed record AlertKey(string Rule, string Subject);

/// <summary>Where an alert stands in its life.</summary>
public enum AlertPhase
{
    /// <summary>Watched; nothing to tell.</summary>
    Inactive,
    /// <summary>The condition holds, but not yet for as long as <c>For</c> asks.</summary>
    Pending,
    Firing,
    Resolved,
}
