using System.Collections.Immutable;
using Watcher.Host.Cycle;

namespace Watcher.Host.Backtest;

/// <summary>A chain's past: its blocks in order, and what is known of the wallets at each.</summary>
/// <param name="chain">Its name.</param>
/// <param name="blocks">Oldest first.</param>
/// <param name="longest">Blocks further apart than this have a gap between them.</param>
abstract class Past(string chain, ImmutableArray<BlockRef> blocks, TimeSpan longest)
{
    readonly ImmutableArray<PastGap>.Builder gaps = ImmutableArray.CreateBuilder<PastGap>();

    public string Chain => chain;

    public ImmutableArray<BlockRef> Blocks => blocks;

    /// <summary>How many blocks were replayed, and the first and last of them.</summary>
    public (int Count, BlockRef? First, BlockRef? Last) Replayed { get; private set; }

    /// <summary>What is missing of it so far.</summary>
    public ImmutableArray<PastGap> Gaps => gaps.ToImmutable();

    /// <summary>How often a wallet could not be judged at a block, because not all of it is kept there.</summary>
    public int Partial { get; protected set; }

    /// <summary>What is known at a block; null where nothing is. To be asked in order.</summary>
    public async Task<BlockSnapshot.Read?> At(BlockRef block, CancellationToken cancellation)
    {
        switch (await Read(block, cancellation))
        {
            case BlockSnapshot.Read read:
                Note(read.Block);
                return read;
            case BlockSnapshot.Unreached unread:
                gaps.Add(new(block, block, $"{unread.Failure.ReasonText}: {unread.Failure.Why}"));
                return null;
            default:
                return null;
        }
    }

    protected abstract ValueTask<BlockSnapshot?> Read(BlockRef block, CancellationToken cancellation);

    /// <summary>Two blocks that follow each other have nothing between them, however far they are apart.</summary>
    void Note(BlockRef block)
    {
        if (Replayed.Last is { } last && block.Timestamp - last.Timestamp > longest && block.Number > last.Number + 1) gaps.Add(new(last, block, null));
        Replayed = (Replayed.Count + 1, Replayed.First ?? block, block);
    }
}

/// <summary>A span of which nothing is known.</summary>
/// <param name="Why">Why its blocks could not be read; null where they were not recorded: no watcher ran, or no node answered.</param>
sealed record PastGap(BlockRef From, BlockRef To, string? Why);
