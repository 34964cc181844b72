namespace Watcher.Store;

/// <summary>Which chain a name means: local nodes reuse names, ids and addresses, but a fresh one has a fresh genesis.</summary>
public sealed record ChainIdentity(string Name, Hash32 Genesis);
