using Watcher.Protocols.UniswapV2;
using Xunit;

namespace Watcher.Tests.UniswapV2;

public sealed class ConstantProductCurveTests
{
    static readonly BigInteger Ether = BigInteger.Pow(10, 18);
    static readonly BigInteger Dollar = BigInteger.Pow(10, 6);

    /// <summary>100 WETH and 250,000 USDC, a tenth of it ours.</summary>
    static readonly ConstantProductCurve Pair =
        new(100 * Ether, 250_000 * Dollar, 100 * Ether, 250_000 * Dollar, Liquidity: 5, Supply: 50, 18, 6);

    [Fact]
    public void The_price_is_the_ratio_of_the_reserves_in_whole_units() => Assert.Equal<BigDecimal>([BigDecimal.Parse("2500")], Pair.Spot);

    [Fact]
    public void What_is_the_pool_s_is_the_same_for_another_share_and_gives_the_curve_back()
    {
        Assert.Equal(Pair.SharedPart(), (Pair with { Liquidity = 7 }).SharedPart());
        Assert.Equal(Pair.OwnPart(), (Pair with { Reserve0 = 1, Balance1 = 2, Supply = 3 }).OwnPart());
        Assert.Equal(Pair, Pair.OwnPart().On(Pair.SharedPart()));
    }

    [Fact]
    public void The_amounts_are_the_share_of_the_balances() => Assert.Equal<BigInteger>([10 * Ether, 25_000 * Dollar], Pair.Amounts);

    [Fact]
    public void Each_amount_is_rounded_down() =>
        Assert.Equal<BigInteger>([3, 6], new ConstantProductCurve(10, 20, 10, 20, Liquidity: 1, Supply: 3, 0, 0).Amounts);

    [Fact]
    public void At_four_times_the_price_half_of_one_token_and_twice_the_other_is_left() =>
        Assert.Equal<BigInteger>([5 * Ether, 50_000 * Dollar], Pair.AmountsAt([BigDecimal.Parse("10000")]));

    [Fact]
    public void Moving_along_the_curve_is_reversible()
    {
        var there = Pair.MoveTo([BigDecimal.Parse("1600")]); // √(2500/1600) = 1.25
        Assert.Equal<BigInteger>([125 * Ether / 10, 20_000 * Dollar], there.AmountsAt(there.Spot));
        Assert.Equal(Pair, there.MoveTo([BigDecimal.Parse("2500")]));
    }

    [Theory]
    [InlineData("5192296858534827628530496329220095", "1")] // the largest reserve, 2^112 - 1
    [InlineData("1", "5192296858534827628530496329220095")]
    [InlineData("4999999999999999999999999999999999", "4777777777777777777777777777777777")]
    [InlineData("3", "7")]
    public void Its_own_price_is_where_it_stands(string reserve0, string reserve1)
    {
        foreach (var (decimals0, decimals1) in new[] { (18, 6), (6, 18), (0, 24), (77, 0) })
        {
            var (x, y) = (BigDecimal.Parse(reserve0).Unscaled, BigDecimal.Parse(reserve1).Unscaled);
            var curve = new ConstantProductCurve(x, y, x, y, 7, 11, decimals0, decimals1);
            Assert.Equal(curve, curve.MoveTo(curve.Spot));
        }
    }

    [Fact]
    public void A_donation_counts_in_the_amounts_but_not_in_the_price()
    {
        var donated = Pair with { Balance0 = 130 * Ether };
        Assert.Equal<BigDecimal>(Pair.Spot, donated.Spot);
        Assert.Equal<BigInteger>([13 * Ether, 25_000 * Dollar], donated.Amounts);
        Assert.Equal<BigInteger>([8 * Ether, 50_000 * Dollar], donated.AmountsAt([BigDecimal.Parse("10000")])); // (50 + 30) / 10
    }

    [Fact]
    public void Balances_lost_by_a_rebase_never_turn_negative()
    {
        var lost = Pair with { Balance0 = 20 * Ether };
        Assert.Equal<BigInteger>([0, 50_000 * Dollar], lost.AmountsAt([BigDecimal.Parse("10000")])); // 50 - 80
    }

    [Fact]
    public void There_is_no_price_of_zero() => Assert.Throws<ArgumentOutOfRangeException>(() => Pair.MoveTo([BigDecimal.Zero]));

    [Fact]
    public void In_balance_each_token_is_half_of_the_value() => Assert.Equal<BigDecimal>([BigDecimal.Parse("0.5"), BigDecimal.Parse("0.5")], Pair.Targets);
}
