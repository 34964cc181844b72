using System.Collections.Immutable;
using Watcher.Host.Config;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>The reports of the last run, made again from what it recorded, each at the block it was read at. It talks to no node.</summary>
sealed class Recollection(WatcherConfig config, WatcherStore store, Assessor assessor, DateTimeOffset now)
{
    /// <summary>Of every wallet on each of its chains that was ever read there.</summary>
    public ImmutableArray<WalletReport> Reports() => [.. config.Chains.SelectMany(Of).SelectMany(assessment => assessment.Reports)];

    /// <summary>What was read of one chain, with what it means: wallets that were read together, together.</summary>
    public IEnumerable<Assessment<WalletReport>> Of(ChainConfig chain)
    {
        if (store.Readings.Known(chain.Name) is not { } identity) return [];
        var last = store.Readings.LastBlocks(identity);
        return config.Wallets.Where(wallet => wallet.Chains.Contains(chain.Name) && last.ContainsKey(wallet.Address))
            .GroupBy(wallet => last[wallet.Address]).Select(together => At(chain, identity, together.Key, [.. together])).OfType<Assessment<WalletReport>>();
    }

    /// <summary>Null where the block is no longer kept.</summary>
    Assessment<WalletReport>? At(ChainConfig chain, ChainIdentity identity, Hash32 block, ImmutableArray<WalletConfig> wallets)
    {
        if (store.Readings.At(identity, block) is not { } recorded) return null;
        var asked = chain.Protocols.Select(protocol => (protocol.Name, protocol.Deployment)).ToHashSet();
        var readings = recorded.Readings.Where(reading => asked.Contains((reading.Subject.Protocol, reading.Subject.Deployment))).ToImmutableArray();
        var read = new BlockSnapshot.Read(chain, wallets, recorded.Block, readings, recorded.Prices, new(0, 0, 0, 0, 0, 0, 0, 0, TimeSpan.Zero));
        return assessor.Assess(read, Before(readings, identity), now);
    }

    /// <summary>What was known before matters only where something could not be read.</summary>
    Memory Before(ImmutableArray<Reading> readings, ChainIdentity identity)
    {
        if (readings.All(reading => reading is GoodReading)) return Memory.None;
        var memory = new ChainMemory();
        memory.Load(store, identity);
        return memory.Now;
    }
}
