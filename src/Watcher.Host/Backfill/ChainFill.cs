using System.Collections.Concurrent;
using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Host.Backtest;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Store;

namespace Watcher.Host.Backfill;

/// <summary>
/// One chain's past, read point by point from an archive node where nothing whole is recorded yet. Points are begun in order, several before the
/// first is ended, and ended in the same order: what comes of them is as if each had been begun after the one before.
/// </summary>
sealed class ChainFill
{
    readonly ChainConfig chain;
    readonly ImmutableArray<WalletConfig> wallets;
    readonly ImmutableHashSet<Subject> subjects;
    readonly BlockReader reader;
    readonly FixedFacts facts;
    readonly BlockSearch search;

    /// <summary>Each reads one block at a time.</summary>
    readonly ConcurrentBag<BlockReader> idle = [];
    readonly WatcherStore store;
    readonly TimeSpan limit;

    /// <summary>The last block up to which events are known.</summary>
    ulong? known;

    /// <summary>Where the last point that was begun is.</summary>
    Task<Place> last = Task.FromResult(new Place(null, null, null));

    ChainFill(ChainConfig chain, ImmutableArray<WalletConfig> wallets, BlockReader reader, FixedFacts facts, PinnedBlock head, WatcherStore store, TimeSpan limit)
    {
        (this.chain, this.wallets, this.reader, this.facts, this.store, this.limit) = (chain, wallets, reader, facts, store, limit);
        subjects = [.. wallets.SelectMany(wallet => chain.Protocols.Select(protocol => new Subject(chain.Name, protocol.Name, protocol.Deployment, wallet.Address)))];
        search = new(Header, head.Ref);
        Identity = new(chain.Name, head.Genesis ?? default);
    }

    public ChainConfig Chain => chain;
    public ChainIdentity Identity { get; }
    public ChainMemory Memory { get; } = new();

    /// <summary>The first and the last block that were asked for.</summary>
    public (BlockRef From, BlockRef To) Ends { get; private set; }

    /// <param name="limit">How long one block may take.</param>
    /// <exception cref="ReadFailedException">No node tells of the chain, or of its first or last block.</exception>
    public static async Task<ChainFill> Open(
        ChainConfig chain, ImmutableArray<WalletConfig> wallets, PastSteps steps, WatcherStore store, FixedFacts facts, TimeSpan limit, CancellationToken cancellation)
    {
        var reader = BlockReader.Of(chain, TimeProvider.System, facts);
        var head = await reader.Client.Pin(BlockSelector.Latest, cancellation);
        var fill = new ChainFill(chain, wallets, reader, facts, head, store, limit);
        fill.Ends = (await steps.From.Find(fill.search, cancellation), steps.To is null ? head.Ref : await steps.To.Find(fill.search, cancellation));
        return fill;
    }

    /// <summary>Finds the block and reads it, while those begun before are still being read.</summary>
    /// <exception cref="ReadFailedException">No node tells which block that is.</exception>
    public Task<BegunPoint> Begin(FillPoint point, CancellationToken cancellation)
    {
        last = Find(point, last, cancellation);
        return Read(last, cancellation);
    }

    /// <returns>What was read there; null where something whole is recorded already.</returns>
    public async Task<BlockSnapshot.Read?> End(BegunPoint point, CancellationToken cancellation)
    {
        var ((block, since, recorded), read) = point;
        if (block is null || read is null)
        {
            known = recorded;
            return null;
        }
        // The one before did not come whole, against expectation: the events up to it are still to be read.
        if (since != known && read.Readings.Any(reading => reading is GoodReading)) read = await Read(block, known, cancellation);
        if (read.IsComplete) known = block.Number;
        return read;
    }

    /// <summary>One after the other: each makes the search for the next shorter.</summary>
    async Task<Place> Find(FillPoint point, Task<Place> before, CancellationToken cancellation)
    {
        var since = (await before).Expected;
        return Recorded(point) is { } whole ? new(null, since, whole) : new(await point.At.Find(search, cancellation), since, null);
    }

    async Task<BegunPoint> Read(Task<Place> finding, CancellationToken cancellation)
    {
        var place = await finding;
        return new(place, place.Block is { } block ? await Read(block, place.Since, cancellation) : null);
    }

    async Task<BlockSnapshot.Read> Read(BlockRef block, ulong? since, CancellationToken cancellation)
    {
        var free = idle.TryTake(out var one) ? one : BlockReader.Of(chain, TimeProvider.System, facts);
        var snapshot = await free.Read(BlockSelector.Number(block.Number), wallets, null, _ => since, (_, _) => Task.CompletedTask, limit, cancellation);
        idle.Add(free);
        return snapshot as BlockSnapshot.Read ?? Gap(block, ((BlockSnapshot.Unreached)snapshot).Failure);
    }

    /// <summary>The last block up to which all wallets are recorded there; null where something is missing.</summary>
    ulong? Recorded(FillPoint point)
    {
        var good = point.At.Number is { } number ? store.Readings.GoodAt(Identity, number) : store.Readings.GoodBetween(Identity, point.After!.Value, point.At.Time!.Value);
        return subjects.All(good.ContainsKey) ? subjects.Min(subject => good[subject]) : null;
    }

    async Task<BlockRef> Header(ulong number, CancellationToken cancellation) => await reader.Client.Header(number, cancellation) switch
    {
        { Ok: true } found => found.Value,
        var lost => throw new ReadFailedException(lost.Failure),
    };

    /// <summary>A block that is there and cannot be read is recorded as that.</summary>
    BlockSnapshot.Read Gap(BlockRef block, Failure why) => new(chain, wallets, block, [.. subjects.Select(subject => new UnreadableReading(subject, block, why))],
        new(block, ImmutableDictionary<AssetKey, PriceAnswer>.Empty, chain.Assets.Where(asset => asset.Feed is not null).ToImmutableDictionary(asset => asset.Asset.Key, _ => why)),
        new(0, 0, 0, 0, 0, 0, 0, 0, TimeSpan.Zero));
}
