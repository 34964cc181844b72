namespace Watcher.Evm;

/// <summary>What is known of an endpoint, for the report and <c>/readyz</c>.</summary>
/// <param name="Name"><c>host#index</c>.</param>
/// <param name="Healthy">It answered properly the last time it was asked.</param>
/// <param name="LastFailure">What went wrong last; kept after it recovered.</param>
/// <param name="Head">The newest block it told of.</param>
/// <param name="HeadTime">That block's own time.</param>
/// <param name="Latency">How long its answers take, smoothed.</param>
public sealed record EndpointHealth(string Name, bool Healthy, Failure? LastFailure, ulong? Head, DateTimeOffset? HeadTime, TimeSpan? Latency)
{
    /// <summary>That block's hash.</summary>
    public Hash32? HeadHash { get; init; }
}
