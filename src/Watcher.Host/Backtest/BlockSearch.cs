namespace Watcher.Host.Backtest;

/// <summary>Finds blocks by time, guessing along the line between two that are known, and halving where that leads nowhere.</summary>
/// <param name="header">The chain's block of a number.</param>
/// <param name="head">Its newest.</param>
sealed class BlockSearch(Func<ulong, CancellationToken, Task<BlockRef>> header, BlockRef head)
{
    readonly SortedList<ulong, BlockRef> known = new() { [head.Number] = head };

    public BlockRef Newest => head;

    public async Task<BlockRef> Numbered(ulong number, CancellationToken cancellation) =>
        known.TryGetValue(number, out var block) ? block : known[number] = await header(number, cancellation);

    /// <summary>The newest block that is not later; the chain's first where all are.</summary>
    public async Task<BlockRef> At(DateTimeOffset time, CancellationToken cancellation)
    {
        var first = await Numbered(0, cancellation);
        if (time < first.Timestamp) return first;
        var low = known.Values.Last(block => block.Timestamp <= time);
        var high = known.Values.FirstOrDefault(block => block.Timestamp > time);
        for (var halve = false; high is not null && high.Number - low.Number > 1; halve = !halve)
        {
            var between = await Numbered(halve ? low.Number + ((high.Number - low.Number) / 2) : Guess(low, high, time), cancellation);
            if (between.Timestamp <= time) low = between;
            else high = between;
        }
        return low;
    }

    /// <summary>Strictly between the two.</summary>
    static ulong Guess(BlockRef low, BlockRef high, DateTimeOffset time)
    {
        var share = (time - low.Timestamp) / (high.Timestamp - low.Timestamp);
        return Math.Clamp(low.Number + (ulong)(share * (high.Number - low.Number)), low.Number + 1, high.Number - 1);
    }
}
