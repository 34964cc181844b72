using System.Collections.Immutable;
using Watcher.Protocols.AaveV3;
using Xunit;

namespace Watcher.Tests.AaveV3;

public sealed class LiquidationLogTests
{
    [Theory]
    [InlineData(100, 99, 100)]
    [InlineData(100, 98, 99)]
    [InlineData(100, 97, 97)]
    [InlineData(100, 96, 97)]
    [InlineData(100, 60, 37)]
    [InlineData(100, 1, 0)]
    public void The_span_of_a_query_is_rounded_up_to_a_power_of_two(ulong head, ulong last, ulong from) =>
        Assert.Equal(from, LiquidationLog.From(head, last));

    [Fact]
    public void However_different_the_wallets_pasts_few_queries_serve_all()
    {
        var queries = Enumerable.Range(0, 1000).Select(i => LiquidationLog.From(1_000_000, (ulong)(999_000 + i))).Distinct();
        Assert.Equal(11, queries.Count());
    }

    [Fact]
    public void No_block_since_the_last_reading_is_left_out()
    {
        for (ulong last = 0; last < 300; last++)
            Assert.True(LiquidationLog.From(300, last) <= last + 1);
    }
}
