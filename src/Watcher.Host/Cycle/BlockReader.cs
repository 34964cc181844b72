using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Protocols;
using Watcher.Settings;

namespace Watcher.Host.Cycle;

/// <summary>Reads a chain: pins one block, then every protocol for every wallet and every price feed together against it.</summary>
sealed class BlockReader(ChainConfig chain, ChainClient client, IPriceSource feeds)
{
    public ChainClient Client => client;

    public static BlockReader Of(ChainConfig chain, TimeProvider time, FixedFacts facts) =>
        new(chain, ChainConnection.Open(chain, time, facts), Protocols.Protocols.PriceFeeds);

    /// <summary>Reads once, for nobody's memory: no events.</summary>
    /// <param name="limit">Gives up after so long, with everything as UNKNOWN.</param>
    public Task<BlockSnapshot> Read(BlockSelector selector, ImmutableArray<WalletConfig> wallets, TimeSpan limit, CancellationToken cancellation) =>
        Read(selector, wallets, null, _ => null, (_, _) => Task.CompletedTask, limit, cancellation);

    /// <param name="seen">The block that was read well last; it is not read again.</param>
    /// <param name="since">The last block already read for a subject's events; null = none of its events are of interest.</param>
    /// <param name="prepare">Done between pinning a block and reading it.</param>
    /// <param name="limit">Gives up after so long, with everything as UNKNOWN.</param>
    public async Task<BlockSnapshot> Read(
        BlockSelector selector, ImmutableArray<WalletConfig> wallets, Hash32? seen, Func<Subject, ulong?> since, Func<PinnedBlock, CancellationToken, Task> prepare,
        TimeSpan limit, CancellationToken cancellation)
    {
        var snapshot = await ReadNewest(selector, wallets, seen, since, prepare, limit, cancellation);
        // A stack of its own for what comes after: the reading's would keep alive all that was asked and answered.
        await Task.Yield();
        return snapshot;
    }

    async Task<BlockSnapshot> ReadNewest(
        BlockSelector selector, ImmutableArray<WalletConfig> wallets, Hash32? seen, Func<Subject, ulong?> since, Func<PinnedBlock, CancellationToken, Task> prepare,
        TimeSpan limit, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        try
        {
            for (var again = false; ; again = true)
            {
                var block = await client.Pin(selector, deadline.Token);
                await prepare(block, deadline.Token);
                if (block.Ref.Hash == seen) return new BlockSnapshot.Seen(chain, wallets, block.Ref);
                var read = await ReadAt(block, wallets, since, deadline.Token);
                if (again || !LostItsBlock(read)) return read;
            }
        }
        catch (ReadFailedException unread)
        {
            return new BlockSnapshot.Unreached(chain, wallets, unread.Failure);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new BlockSnapshot.Unreached(chain, wallets, new(FailureReason.Timeout, $"no complete answer within {Durations.Text(limit)}"));
        }
    }

    /// <summary>Reads these wallets at a block that was read before, at one endpoint alone.</summary>
    /// <param name="endpoint"><c>host#index</c>.</param>
    /// <param name="since">As for the reading before.</param>
    /// <exception cref="ReadFailedException">It did not have the block before it was cancelled.</exception>
    public async Task<BlockSnapshot.Read> ReadAt(
        string endpoint, BlockRef block, ImmutableArray<WalletConfig> wallets, Func<Subject, ulong?> since, CancellationToken cancellation) =>
        await ReadAt(await client.PinAt(endpoint, block, cancellation), wallets, since, cancellation);

    async Task<BlockSnapshot.Read> ReadAt(PinnedBlock block, ImmutableArray<WalletConfig> wallets, Func<Subject, ulong?> since, CancellationToken cancellation)
    {
        var subjects = wallets.SelectMany(wallet => chain.Protocols.Select(protocol => (Protocol: protocol, Subject: SubjectOf(protocol, wallet)))).ToImmutableArray();
        var priced = chain.Assets.Where(asset => asset.Feed is not null).ToImmutableArray();
        var readers = subjects.Select(s => (Func<Read<Part>>)(() => Positions(block, s.Protocol, s.Subject, since(s.Subject))))
            .Concat(priced.Select(asset => (Func<Read<Part>>)(() => PriceOf(block, asset))));
        var parts = await client.Run(block, readers, cancellation);
        var readings = subjects.Select((s, i) => ReadingOf(s.Subject, block.Ref, parts[i])).ToImmutableArray();
        var prices = priced.Select((asset, i) => (asset.Asset.Key, Part: parts[subjects.Length + i])).ToList();
        return new(chain, wallets, block.Ref, readings, new(block.Ref,
            prices.Where(p => p.Part.Ok).ToImmutableDictionary(p => p.Key, p => p.Part.Value!.Price!),
            prices.Where(p => !p.Part.Ok).ToImmutableDictionary(p => p.Key, p => p.Part.Failure!)), block.Counters)
        {
            Endpoints = block.Endpoints,
        };
    }

    Subject SubjectOf(IProtocol protocol, WalletConfig wallet) => new(chain.Name, protocol.Name, protocol.Deployment, wallet.Address);

    static Reading ReadingOf(Subject subject, BlockRef block, Outcome<Part> part) => part.Ok
        ? new GoodReading(subject, block, part.Value.Positions!.Positions, part.Value.Positions.Events)
        : new UnreadableReading(subject, block, part.Failure);

    static async Read<Part> Positions(PinnedBlock block, IProtocol protocol, Subject subject, ulong? since) =>
        new(await protocol.Read(block, subject.Wallet, since), null);

    async Read<Part> PriceOf(PinnedBlock block, KnownAsset asset) => new(null, await feeds.Read(block, asset));

    /// <summary>The pinned block was reorganised away while it was read.</summary>
    static bool LostItsBlock(BlockSnapshot.Read read) =>
        read.Readings.Any(r => r is UnreadableReading { Failure.Reason: FailureReason.BlockGone }) || read.Prices.Failures.Values.Any(f => f.Reason == FailureReason.BlockGone);

    /// <summary>What any reader of a cycle brings: a subject's positions or an asset's price.</summary>
    sealed record Part(ProtocolReading? Positions, PriceAnswer? Price);
}
