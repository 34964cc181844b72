namespace Watcher.Alerts;

/// <summary>How a channel is doing.</summary>
/// <param name="Failures">Tries in a row that failed or were refused; 0 when healthy.</param>
/// <param name="LastError">What the other side said last, while failing.</param>
/// <param name="Pending">Messages waiting.</param>
/// <param name="Rejected">Messages refused for good.</param>
public sealed record ChannelHealth(
    string Channel, int Failures, DateTimeOffset? FailingSince, string? LastError, DateTimeOffset? LastSuccess, int Pending, int Rejected);
