using Watcher.Reports;

namespace Watcher.Alerts;

/// <summary>Why an alert's subject could not be read, for programs.</summary>
/// <param name="Cause">The widest that explains it.</param>
public sealed record Unread(Cause Cause, Failure Failure);
