using Watcher.Host.Backtest;
using Watcher.Tests.Alerts;
using Xunit;

namespace Watcher.Tests.Host.Backtest;

public sealed class BlockSearchTests
{
    static readonly DateTimeOffset Start = AlertScene.Start;
    int asked;

    /// <summary>A chain of a million blocks that slows down from 2 s a block to 12 s halfway.</summary>
    static BlockRef Block(ulong number) => AlertScene.BlockAt(number, 'a', Start.AddSeconds(number <= 500_000 ? 2 * number : 1_000_000 + (12 * (number - 500_000))));

    BlockSearch Search() => new((number, _) =>
    {
        asked++;
        return Task.FromResult(Block(number));
    }, Block(1_000_000));

    async Task<ulong> At(double seconds) => (await Search().At(Start.AddSeconds(seconds), CancellationToken.None)).Number;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5, 0)] // before the chain began: its first
    [InlineData(1.9, 0)]
    [InlineData(2, 1)]
    [InlineData(999_999, 499_999)]
    [InlineData(1_000_011, 500_000)]
    [InlineData(1_000_012, 500_001)]
    [InlineData(6_999_999, 999_999)]
    [InlineData(7_000_000, 1_000_000)]
    [InlineData(8_000_000, 1_000_000)]
    public async Task The_newest_block_that_is_not_later(double seconds, ulong block)
    {
        Assert.Equal(block, await At(seconds));
        Assert.InRange(asked, 0, 42); // halving alone takes 20, and each second question halves
    }

    [Theory]
    [InlineData("1h", null, 500_000, 500_900, "500000 500300 500600 500900")]
    [InlineData("1h", null, 500_000, 500_700, "500000 500300 500600 500700")] // the end is read in any case
    [InlineData("1s", null, 500_000, 500_002, "500000 500001 500002")] // no block twice
    [InlineData(null, 2, 7, 12, "7 9 11 12")]
    [InlineData(null, 1, 7, 7, "7")]
    public async Task Steps_by_time_or_by_number(string? every, int? blocks, ulong from, ulong to, string expected)
    {
        var time = Settings.Durations.TryParse(every, out var span) ? span : TimeSpan.Zero;
        var steps = new PastSteps(new(null, Block(from).Timestamp), new(to, null), time, (ulong?)blocks);
        var found = await steps.Blocks(Search(), Block(1_000_000), CancellationToken.None);
        Assert.Equal(expected, string.Join(' ', found.Select(block => block.Number)));
    }
}
