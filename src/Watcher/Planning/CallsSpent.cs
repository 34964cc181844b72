namespace Watcher.Planning;

/// <summary>What was asked of one endpoint in the last 24 hours.</summary>
/// <param name="Endpoint"><c>host#index</c>.</param>
/// <param name="Calls">JSON-RPC requests.</param>
/// <param name="Allowed">The budget's number for it.</param>
public sealed record CallsSpent(string Endpoint, long Calls, long Allowed)
{
    /// <summary>Share of the day's budget at which somebody is told, and the plan is stretched.</summary>
    public const double Cap = 0.8;

    public double Share => Allowed <= 0 ? 1 : (double)Calls / Allowed;

    public bool IsNearCap => Share >= Cap;

    public long Left => Math.Max(0, Allowed - Calls);
}
