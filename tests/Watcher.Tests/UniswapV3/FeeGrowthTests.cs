using Watcher.Positions;
using Watcher.Protocols.UniswapV3;
using Xunit;

namespace Watcher.Tests.UniswapV3;

public sealed class FeeGrowthTests
{
    static readonly BigInteger Q128 = BigInteger.One << 128;
    static readonly BigInteger Q256 = BigInteger.One << 256;

    [Theory]
    [InlineData(0, 100 - 10 - 20)] // in range: global - outside lower - outside upper
    [InlineData(-10, 100 - 10 - 20)] // the lower tick is inside
    [InlineData(-11, 10 - 20 + 256)] // below: global - (global - lower) - upper, modulo (256 stands for 2^256)
    [InlineData(10, 100 - 10 - (100 - 20))] // the upper tick is above: global - lower - (global - upper)
    public void Growth_inside_depends_on_where_the_price_is(int tick, int expected)
    {
        var inside = FeeGrowth.Inside(new(1, tick, -10, 10), 100, 10, 20);
        Assert.Equal(expected > 200 ? Q256 - 10 : expected, inside);
    }

    [Fact]
    public void Growth_inside_is_right_across_the_wrap_of_the_global_counter()
    {
        var inside = FeeGrowth.Inside(new(1, 0, -10, 10), global: 5, outsideLower: Q256 - 7, outsideUpper: 2);
        Assert.Equal(10, inside); // 5 + 7 - 2
    }

    [Fact]
    public void Fees_are_growth_times_liquidity_rounded_down() =>
        Assert.Equal(100 + 7, FeeGrowth.Owed(100, liquidity: 3, last: Q128, inside: Q128 * 7 / 2)); // 3 * 2.5 = 7.5

    [Fact]
    public void Fees_are_right_across_the_wrap_of_the_inside_counter() =>
        Assert.Equal(8, FeeGrowth.Owed(0, liquidity: 2, last: Q256 - Q128, inside: 3 * Q128)); // 2 * (1 + 3)

    [Fact]
    public void What_is_owed_wraps_at_128_bits_as_in_the_contract() =>
        Assert.Equal(1, FeeGrowth.Owed(Q128 - 1, liquidity: 2, last: 0, inside: Q128));

    [Fact]
    public void Without_liquidity_nothing_is_added() => Assert.Equal(100, FeeGrowth.Owed(100, 0, 7, Q256 - 1));
}
