using System.Collections.Immutable;

namespace Watcher.Store;

/// <summary>One metric over time, oldest first.</summary>
public sealed record HistorySeries(SeriesKey Key, ImmutableArray<HistorySample> Samples);

/// <param name="Value">As the report prints it, to the last digit; null where it was unknown.</param>
public sealed record HistorySample(BlockRef Block, string? Value, bool Canonical);
