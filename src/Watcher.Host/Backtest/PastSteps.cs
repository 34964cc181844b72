using System.Collections.Immutable;

namespace Watcher.Host.Backtest;

/// <summary>A block by its number or by time.</summary>
sealed record PastPoint(ulong? Number, DateTimeOffset? Time)
{
    public async Task<BlockRef> Find(BlockSearch search, CancellationToken cancellation) =>
        Number is { } number ? await search.Numbered(number, cancellation) : await search.At(Time!.Value, cancellation);
}

/// <summary>Which blocks of a chain's past are read.</summary>
/// <param name="To">Null = the newest; it is read in any case.</param>
/// <param name="Every">Time between them.</param>
/// <param name="EveryBlocks">Their distance in numbers, instead.</param>
sealed record PastSteps(PastPoint From, PastPoint? To, TimeSpan Every, ulong? EveryBlocks)
{
    public async Task<ImmutableArray<BlockRef>> Blocks(BlockSearch search, BlockRef head, CancellationToken cancellation)
    {
        var (from, to) = (await From.Find(search, cancellation), To is null ? head : await To.Find(search, cancellation));
        var blocks = ImmutableArray.CreateBuilder<BlockRef>();
        for (var block = from; block.Number < to.Number; block = await Next(block, search, cancellation)) blocks.Add(block);
        if (from.Number <= to.Number) blocks.Add(to);
        return blocks.ToImmutable();
    }

    /// <summary>Where no block was added for longer than a step, the next one.</summary>
    async Task<BlockRef> Next(BlockRef block, BlockSearch search, CancellationToken cancellation)
    {
        if (EveryBlocks is { } distance) return await search.Numbered(Math.Min(block.Number + distance, search.Newest.Number), cancellation);
        var next = await search.At(block.Timestamp + Every, cancellation);
        return next.Number > block.Number ? next : await search.Numbered(block.Number + 1, cancellation);
    }
}
