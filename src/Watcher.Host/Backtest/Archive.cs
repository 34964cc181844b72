using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Host.Cycle;

namespace Watcher.Host.Backtest;

/// <summary>A chain's past as an archive node has it, read block by block now. Nothing of it is stored.</summary>
sealed class Archive : Past
{
    readonly BlockReader reader;
    readonly ImmutableArray<WalletConfig> wallets;
    readonly TimeSpan limit;
    ulong? read;

    Archive(ChainConfig chain, BlockReader reader, ImmutableArray<WalletConfig> wallets, ImmutableArray<BlockRef> blocks, TimeSpan limit)
        : base(chain.Name, blocks, TimeSpan.MaxValue) => (this.reader, this.wallets, this.limit) = (reader, wallets, limit);

    /// <param name="steps">Which blocks.</param>
    /// <param name="limit">How long one block may take.</param>
    /// <exception cref="ReadFailedException">Not even the blocks could be found.</exception>
    public static async Task<Archive> Open(ChainConfig chain, ImmutableArray<WalletConfig> wallets, PastSteps steps, TimeSpan limit, CancellationToken cancellation)
    {
        var reader = BlockReader.Of(chain, TimeProvider.System, new FixedFacts());
        var head = await reader.Client.Pin(BlockSelector.Latest, cancellation);
        var search = new BlockSearch(async (number, cancel) => await reader.Client.Header(number, cancel) is { Ok: true } found
            ? found.Value : throw new ReadFailedException(new(FailureReason.BadAnswer, $"has no block {number}")), head.Ref);
        return new(chain, reader, wallets, await steps.Blocks(search, head.Ref, cancellation), limit);
    }

    /// <summary>With what happened since the block before, which is read to the end even where that one could not be.</summary>
    protected override async ValueTask<BlockSnapshot?> Read(BlockRef block, CancellationToken cancellation)
    {
        var since = read;
        var snapshot = await reader.Read(BlockSelector.Number(block.Number), wallets, null, _ => since, (_, _) => Task.CompletedTask, limit, cancellation);
        if (snapshot is BlockSnapshot.Read { IsComplete: true }) read = block.Number;
        return snapshot;
    }
}
