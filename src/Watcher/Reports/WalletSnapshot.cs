using System.Collections.Immutable;

namespace Watcher.Reports;

/// <summary>What one cycle knows of a wallet on a chain: facts of one block, from which its report is computed and can be computed again.</summary>
public sealed record WalletSnapshot(
    Address Wallet, string? Label, string Chain, ulong ChainId, BlockRef Block, ImmutableArray<Reading> Readings, MarketPrices Prices)
{
    /// <summary>All of it could be read, and every feed.</summary>
    public bool IsComplete => Prices.Failures.IsEmpty && Readings.All(static reading => reading is GoodReading);
}
