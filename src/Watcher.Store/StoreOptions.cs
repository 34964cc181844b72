namespace Watcher.Store;

/// <param name="ConnectionString"><c>Data Source=watcher.db</c>; a relative path is relative to the working directory.</param>
/// <param name="RecordEvery">Zero keeps every reading; longer thins the history, never a state change.</param>
public sealed record StoreOptions(string ConnectionString, TimeSpan RecordEvery = default);
