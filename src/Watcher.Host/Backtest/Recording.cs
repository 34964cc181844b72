using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Store;

namespace Watcher.Host.Backtest;

/// <summary>The recorded past of the configured wallets on a chain. Blocks that were reorganised away are left out.</summary>
sealed class Recording : Past
{
    /// <summary>Cycles that may be missed before that counts as a gap.</summary>
    const int Missed = 3;
    static readonly ReadCounters Nothing = new(0, 0, 0, 0, 0, 0, 0, 0, TimeSpan.Zero);
    readonly WatcherStore store;
    readonly ChainConfig chain;
    readonly ImmutableArray<WalletConfig> wallets;
    readonly ChainIdentity identity;

    /// <summary>What each wallet had readings of at its last block that was whole.</summary>
    readonly Dictionary<Address, ImmutableHashSet<Subject>> whole = [];

    /// <summary>What happened and no reading has told yet.</summary>
    readonly List<ChainEvent> untold;

    Recording(WatcherStore store, ChainConfig chain, ImmutableArray<WalletConfig> wallets, ChainIdentity identity, TimeSpan every, (DateTimeOffset Since, DateTimeOffset Until) span)
        : base(chain.Name, store.Headers.Between(identity, span.Since, span.Until), every * Missed)
    {
        (this.store, this.chain, this.wallets, this.identity) = (store, chain, wallets, identity);
        untold = [.. store.Readings.Events(identity, span.Since, span.Until)];
    }

    /// <summary>Of every configured chain that anything is recorded of.</summary>
    /// <param name="since">Of the chain's own time, as is <paramref name="until"/>.</param>
    public static ImmutableArray<Past> Of(WatcherConfig config, WatcherStore store, DateTimeOffset since, DateTimeOffset until) =>
    [
        .. from chain in config.Chains
           let identity = store.Headers.Current(chain.Name)
           where identity is not null
           select new Recording(store, chain, [.. config.Wallets.Where(w => w.Chains.Contains(chain.Name))], identity, EveryOf(config, chain), (since, until)),
    ];

    static TimeSpan EveryOf(WatcherConfig config, ChainConfig chain) =>
        new(Math.Max((chain.Every ?? config.Schedule.Every).Ticks, config.Store.RecordEvery.Ticks));

    protected override ValueTask<BlockSnapshot?> Read(BlockRef block, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var recorded = store.Readings.At(identity, block.Hash);
        var readings = recorded?.Readings.ToLookup(reading => reading.Subject.Wallet);
        var there = wallets.Where(wallet => readings is not null && IsWhole(wallet.Address, [.. readings[wallet.Address]])).ToImmutableArray();
        return ValueTask.FromResult<BlockSnapshot?>(there.IsEmpty ? null : new BlockSnapshot.Read(
            chain, there, block, [.. there.SelectMany(wallet => readings![wallet.Address]).Select(WithEvents)], recorded!.Prices, Nothing));
    }

    /// <summary>A thinned history may have some of a wallet at a block and not the rest: half a wallet is not judged.</summary>
    bool IsWhole(Address wallet, ImmutableArray<Reading> readings)
    {
        if (readings.IsEmpty) return false;
        var subjects = readings.Select(reading => reading.Subject).ToImmutableHashSet();
        var missing = whole.GetValueOrDefault(wallet)?.Except(subjects) ?? [];
        if (missing.Any(subject => chain.Protocols.Any(protocol => protocol.Name == subject.Protocol && protocol.Deployment == subject.Deployment)))
        {
            Partial++;
            return false;
        }
        whole[wallet] = subjects;
        return true;
    }

    /// <summary>The first good reading after it told of it.</summary>
    Reading WithEvents(Reading reading)
    {
        if (reading is not GoodReading good || untold.Count == 0) return reading;
        var told = untold.Where(happened => happened.Block.Number <= good.Block.Number && IsOf(good, happened)).ToImmutableArray();
        untold.RemoveAll(told.Contains);
        return good with { Events = told };
    }

    static bool IsOf(GoodReading reading, ChainEvent happened) =>
        happened.Position.StartsWith($"{reading.Subject.What}/", StringComparison.Ordinal)
        && (happened.Position.EndsWith($"{reading.Subject.Wallet}", StringComparison.Ordinal) || reading.Positions.Any(position => position.Id == happened.Position));
}
