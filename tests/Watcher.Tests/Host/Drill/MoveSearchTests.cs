using Watcher.Host.Drill;
using Xunit;

namespace Watcher.Tests.Host.Drill;

public sealed class MoveSearchTests
{
    static BigDecimal Price(MarketMove move, Watcher.Positions.AssetKey asset) => move.Supposed?.Price(asset, 10_000) ?? (BigDecimal)10_000;

    static BigDecimal Ether(MarketMove move) => Price(move, Reports.Cycle.Ether.Key);

    static BigDecimal Btc(MarketMove move) => Price(move, Reports.Cycle.Btc.Key);

    [Theory]
    [InlineData(10_001, "all=0%")] // true as it is
    [InlineData(9_900, "all=-1%")]
    [InlineData(8_650, "all=-14%")] // 13 % leave 8,700
    [InlineData(100, "all=-99%")]
    public void The_smallest_fall_of_the_market_to_the_percent(int below, string move) =>
        Assert.Equal(move, $"{MoveSearch.Smallest(Reports.Cycle.Book, m => Ether(m) <= below)}");

    [Fact]
    public void Where_no_fall_does_it_a_rise_may() =>
        Assert.Equal("all=+51%", $"{MoveSearch.Smallest(Reports.Cycle.Book, m => Ether(m) > 15_000)}");

    [Fact]
    public void What_moves_with_the_market_may_need_a_group_alone() =>
        Assert.Equal("group:eth=-20%", $"{MoveSearch.Smallest(Reports.Cycle.Book, m => Ether(m) <= Btc(m) * new BigDecimal(8, 1))}");

    [Fact]
    public void Dollars_stay() =>
        Assert.Equal("group:usd=-1%", $"{MoveSearch.Smallest(Reports.Cycle.Book, m => Price(m, Reports.Cycle.Usdc.Key) < 10_000)}");

    [Fact]
    public void What_no_move_makes_true_is_not_found() => Assert.Null(MoveSearch.Smallest(Reports.Cycle.Book, _ => false));

    [Fact]
    public void A_move_goes_on_from_where_it_is()
    {
        var fall = MoveSearch.Smallest(Reports.Cycle.Book, m => Ether(m) <= 8_000)!;
        Assert.Equal("all=-28%", $"{MoveSearch.Beyond(fall, m => Ether(m) <= 7_200)}"); // 0.8 * 0.9
    }
}
