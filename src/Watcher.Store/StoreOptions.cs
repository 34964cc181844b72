namespace Watcher.Store;

/// <param name="ConnectionString"><c>Data Source=watcher.db</c>; a relative path is relative to the working directory.</param>
/// <param name="RecordEvery">Zero keeps every reading; longer thins the history, never a state change.</param>
/// <param name="Keep">What of it stays with age; null = as is usual.</param>
public sealed record StoreOptions(string ConnectionString, TimeSpan RecordEvery = default, Retention? Keep = null);
