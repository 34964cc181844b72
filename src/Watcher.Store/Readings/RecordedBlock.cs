using System.Collections.Immutable;

namespace Watcher.Store;

/// <summary>All that was recorded of a block: from it every report made there can be made again, to the digit.</summary>
/// <param name="Readings">Of every subject; what happened since the reading before is in <c>events</c>, not here.</param>
/// <param name="Canonical">False: reorganised away, as far as known.</param>
public sealed record RecordedBlock(BlockRef Block, ImmutableArray<Reading> Readings, MarketPrices Prices, bool Canonical);
