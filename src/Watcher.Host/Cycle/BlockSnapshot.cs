using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Reports;

namespace Watcher.Host.Cycle;

/// <summary>What one cycle read of a chain: one block's facts for every wallet, or why not even a block could be had.</summary>
abstract record BlockSnapshot(ChainConfig Chain, ImmutableArray<WalletConfig> Wallets)
{
    /// <summary>The very block that was read well last time: nothing was read anew.</summary>
    public sealed record Seen(ChainConfig Chain, ImmutableArray<WalletConfig> Wallets, BlockRef Block) : BlockSnapshot(Chain, Wallets);

    /// <summary>The node could not tell of any block: everything on this chain is UNKNOWN.</summary>
    public sealed record Unreached(ChainConfig Chain, ImmutableArray<WalletConfig> Wallets, Failure Failure) : BlockSnapshot(Chain, Wallets);

    public sealed record Read(ChainConfig Chain, ImmutableArray<WalletConfig> Wallets, BlockRef Block, ImmutableArray<Reading> Readings, MarketPrices Prices, ReadCounters Counters)
        : BlockSnapshot(Chain, Wallets)
    {
        readonly ILookup<Address, Reading> byWallet = Readings.ToLookup(reading => reading.Subject.Wallet);

        public bool IsComplete => Prices.Failures.IsEmpty && Readings.All(r => r is GoodReading);

        public WalletSnapshot Of(WalletConfig wallet) =>
            new(wallet.Address, wallet.Label, Chain.Name, Chain.ChainId, Block, [.. byWallet[wallet.Address]], Prices);
    }
}
