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

        /// <summary>Who had part in it, as <c>host#index</c>.</summary>
        public ImmutableArray<string> Endpoints { get; init; } = [];

        public bool IsComplete => Prices.Failures.IsEmpty && Readings.All(r => r is GoodReading);

        public WalletSnapshot Of(WalletConfig wallet) =>
            new(wallet.Address, wallet.Label, Chain.Name, Chain.ChainId, Block, [.. byWallet[wallet.Address]], Prices);

        /// <summary>What kept another reading of the same block from telling all that this one tells; null where it tells it.</summary>
        public Failure? MissingIn(Read other)
        {
            var good = Readings.OfType<GoodReading>().Select(reading => reading.Subject).ToHashSet();
            return other.Readings.OfType<UnreadableReading>().FirstOrDefault(reading => good.Contains(reading.Subject))?.Failure
                ?? other.Prices.Failures.FirstOrDefault(price => Prices.Answers.ContainsKey(price.Key)).Value;
        }

        /// <summary>This one with the facts of another reading of the same block, of some of its wallets, in their place. Events are those that either found.</summary>
        public Read With(Read other)
        {
            var theirs = other.Readings.ToDictionary(reading => reading.Subject);
            return new(Chain, Wallets, Block, [.. Readings.Select(own => theirs.TryGetValue(own.Subject, out var their) ? Joined(their, own) : own)], other.Prices, Counters + other.Counters)
            {
                Endpoints = [.. Endpoints, .. other.Endpoints],
            };
        }

        /// <summary>This one with the events that another found besides.</summary>
        public Read WithEventsOf(Read other)
        {
            var theirs = other.Readings.ToDictionary(reading => reading.Subject);
            return new(Chain, Wallets, Block, [.. Readings.Select(own => theirs.TryGetValue(own.Subject, out var their) ? Joined(own, their) : own)], Prices, Counters + other.Counters)
            {
                Endpoints = Endpoints,
            };
        }

        static Reading Joined(Reading reading, Reading other) => reading is GoodReading good && other is GoodReading more
            ? good with { Events = [.. good.Events.Concat(more.Events).DistinctBy(happened => happened.Id)] }
            : reading;
    }
}
