using System.Globalization;
using Watcher.Protocols.UniswapV3;
using Xunit;

namespace Watcher.Tests.UniswapV3;

public sealed class ConcentratedCurveTests
{
    static readonly BigInteger Q96 = BigInteger.One << 96;
    static readonly BigInteger Whole = BigInteger.Pow(10, 18);

    /// <summary>From price 1/4 to 4 (square roots 1/2 and 2), now at 1, with L = 10^18.</summary>
    static readonly ConcentratedCurve Quarter = new(Whole, Q96, Q96 / 2, Q96 * 2, 18, 18);

    /// <summary>Expected: <c>SqrtPriceMath.getAmount0Delta/getAmount1Delta(…, roundUp: false)</c> of @uniswap/v3-sdk 3.31.5, ticks 84222 to 86129.</summary>
    [Theory]
    [InlineData("5612596943114507432654253131321", "959159226861227127", "5197920597873076492306")]
    [InlineData("5602277097478614198912276234240", "998628802115141958", "5000209190920489524099")]
    [InlineData("5341016579085395115653762535824", "2047536121360322023", "0")]
    [InlineData("5341283623238412454227108479223", "2047536121360322023", "0")]
    [InlineData("5875911713620301501756086736917", "0", "10236973816340910198253")]
    public void Amounts_are_what_the_SDK_says_to_the_unit(string sqrtPrice, string amount0, string amount1)
    {
        var curve = new ConcentratedCurve(
            Integer("1517882343751509868544"), Integer(sqrtPrice), TickMath.SqrtRatioAt(84222), TickMath.SqrtRatioAt(86129), 18, 18);
        Assert.Equal<BigInteger>([Integer(amount0), Integer(amount1)], curve.Amounts);
    }

    [Fact]
    public void What_is_the_pool_s_is_the_same_for_another_range_and_gives_the_curve_back()
    {
        Assert.Equal(Quarter.SharedPart(), (Quarter with { Liquidity = 7, SqrtLower = 1, SqrtUpper = Q96 * 3 }).SharedPart());
        Assert.Equal(Quarter.OwnPart(), (Quarter with { SqrtPrice = Q96 * 3 / 2 }).OwnPart());
        Assert.Equal(Quarter, Quarter.OwnPart().On(Quarter.SharedPart()));
    }

    [Fact]
    public void In_the_middle_of_its_range_it_holds_both_tokens() =>
        Assert.Equal<BigInteger>([Whole / 2, Whole / 2], Quarter.Amounts); // L (1/1 - 1/2) and L (1 - 1/2)

    [Theory]
    [InlineData("4", 0, 15)] // L (2 - 1/2) of token 1
    [InlineData("1000", 0, 15)]
    [InlineData("0.25", 15, 0)] // L (2 - 1/2) of token 0
    [InlineData("0.001", 15, 0)]
    public void At_and_beyond_an_end_it_is_all_one_token(string price, int tenths0, int tenths1) =>
        Assert.Equal<BigInteger>([Whole * tenths0 / 10, Whole * tenths1 / 10], Quarter.AmountsAt([BigDecimal.Parse(price)]));

    [Fact]
    public void Moving_along_the_curve_is_reversible()
    {
        var there = Quarter.MoveTo([BigDecimal.Parse("2.25")]); // √ = 1.5: L (2/3 - 1/2) and L (1.5 - 0.5)
        Assert.Equal<BigInteger>([Whole / 6, Whole], there.AmountsAt(there.Spot));
        Assert.Equal(Quarter, there.MoveTo([BigDecimal.One]));
    }

    [Theory]
    [InlineData("4295128739")]
    [InlineData("4295343490")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("1446548906592862476135767266518372")]
    [InlineData("1461373636630004318706518188784493106690254656249")]
    public void Its_own_price_is_where_it_stands(string sqrtPrice)
    {
        foreach (var (decimals0, decimals1) in new[] { (18, 6), (6, 18), (0, 24), (77, 0) })
        {
            var curve = Quarter with { SqrtPrice = Integer(sqrtPrice), Decimals0 = decimals0, Decimals1 = decimals1 };
            Assert.Equal(curve, curve.MoveTo(curve.Spot));
        }
    }

    [Fact]
    public void Prices_are_of_whole_units()
    {
        var weth18Usdc6 = Quarter with { SqrtPrice = Q96 / 1000 / 1000 * 50, Decimals1 = 6 }; // (50e-6)² * 10^12 = 2500
        Assert.True((weth18Usdc6.Spot[0] - 2500).Abs() < BigDecimal.Parse("0.000000000000000001"));
        Assert.Equal((BigDecimal.Parse("250000000000"), BigDecimal.Parse("4000000000000")), weth18Usdc6.Range);
    }

    [Fact]
    public void The_lowest_price_keeps_its_digits()
    {
        var lowest = Quarter with { SqrtPrice = TickMath.MinSqrtRatio };
        Assert.Equal(52, lowest.Spot[0].Unscaled.ToString(CultureInfo.InvariantCulture).Length);
    }

    [Fact]
    public void A_pool_cannot_be_moved_beyond_the_contracts_ends()
    {
        var far = Assert.IsType<ConcentratedCurve>(Quarter.MoveTo([BigDecimal.Parse("1" + new string('0', 60))]));
        Assert.Equal(TickMath.MaxSqrtRatio - 1, far.SqrtPrice);
        Assert.Throws<ArgumentOutOfRangeException>(() => Quarter.MoveTo([BigDecimal.Zero]));
    }

    [Fact]
    public void In_balance_each_token_is_half_of_the_value() => Assert.Equal<BigDecimal>([BigDecimal.Parse("0.5"), BigDecimal.Parse("0.5")], Quarter.Targets);

    static BigInteger Integer(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture);
}
