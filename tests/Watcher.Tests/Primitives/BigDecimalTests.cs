using Xunit;

namespace Watcher.Tests.Primitives;

public sealed class BigDecimalTests
{
    [Theory]
    [InlineData("1.500", "1.5")]
    [InlineData("100", "100")]
    [InlineData("-0.10", "-0.1")]
    [InlineData("0.000", "0")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639935", "115792089237316195423570985008687907853269984665640564039457584007913129639935")]
    public void Prints_without_exponent_and_trailing_zeros(string text, string printed) => Assert.Equal(printed, BigDecimal.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1.")]
    [InlineData("1e5")]
    [InlineData("1,5")]
    [InlineData("--1")]
    [InlineData(".")]
    public void Refuses_what_is_not_a_plain_number(string text) => Assert.False(BigDecimal.TryParse(text, out _));

    [Fact]
    public void Sums_and_products_are_exact()
    {
        Assert.Equal(BigDecimal.Parse("0.3"), BigDecimal.Parse("0.1") + BigDecimal.Parse("0.2"));
        Assert.Equal(BigDecimal.Parse("0.000000000000000001000000000000000001"), new BigDecimal(1, 18) * BigDecimal.Parse("1.000000000000000001"));
        Assert.Equal(BigDecimal.Parse("-2"), BigDecimal.One - 3);
    }

    [Fact]
    public void Quotients_round_half_away_from_zero_at_the_digits_asked_for()
    {
        Assert.Equal("0.333333333333333333333333333333", (BigDecimal.One / 3).ToString());
        Assert.Equal("0.666666666666666666666666666667", ((BigDecimal)2 / 3).ToString());
        Assert.Equal("-0.67", ((BigDecimal)(-2)).Divide(3, 2).ToString());
        Assert.Equal("2.5", ((BigDecimal)5 / 2).ToString());
        Assert.Equal("300000", ((BigDecimal)3 / BigDecimal.Parse("0.00001")).ToString());
        Assert.Equal("0.14", ((BigDecimal)1446).Divide(9999, 2).ToString()); // 0.14461…: rounding to 0.145 on the way would give 0.15
        Assert.Equal("66666666666666666666666666666666667", (new BigDecimal(2 * BigInteger.Pow(10, 35), 0) / 3).ToString());
        Assert.Throws<DivideByZeroException>(() => BigDecimal.One / 0);
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1000000000000000000000")]
    [InlineData(-1.5e-7, "-0.00000015")]
    public void Doubles_come_in_at_fifteen_digits(double value, string printed) => Assert.Equal(printed, BigDecimal.From(value).ToString());

    [Fact]
    public void Equal_values_at_different_scales_are_equal_and_hash_alike()
    {
        var (a, b) = (BigDecimal.Parse("1.50"), BigDecimal.Parse("1.5"));
        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.True(a >= b && a <= b && !(a < b));
    }

    // What a compiler makes of the same text is the nearest double there is.
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.1", 0.1)]
    [InlineData("-1.05", -1.05)]
    [InlineData("9007199254740992.0", 9007199254740992.0)]
    [InlineData("9007199254740993", 9007199254740993.0)]
    [InlineData("9007199254740993.0000000000000000000000000000000000000001", 9007199254740994.0)]
    [InlineData("-9007199254740992.9999999999999999999999999999999999999999", -9007199254740992.0)]
    [InlineData("1.624999999999999999", 1.624999999999999999)]
    [InlineData("0.0000000000000000000001", 1e-22)]
    [InlineData("0.00000000000000000000001", 1e-23)]
    [InlineData("123456789012345678901234567890.123", 123456789012345678901234567890.123)]
    public void The_nearest_double_is_found(string text, double nearest) => Assert.Equal(nearest, BigDecimal.Parse(text).ToDouble());
}
