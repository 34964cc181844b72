using System.Globalization;
using Xunit;

namespace Watcher.Tests.Primitives;

public sealed class FullMathTests
{
    /// <summary>At and around the widths at which 128 bits stop to suffice: for a factor, the product, the divisor, the quotient.</summary>
    static readonly BigInteger[] Numbers = [0, 1, 2, 10, .. new[] { 31, 32, 63, 64, 65, 96, 127, 128, 129, 255 }.SelectMany(bits => Around(BigInteger.One << bits))];

    [Fact]
    public void Divides_the_product_that_integers_of_any_size_have()
    {
        foreach (var a in Numbers)
            foreach (var b in Numbers)
                foreach (var divisor in Numbers.Where(number => number.Sign > 0))
                {
                    var quotient = FullMath.MulDiv(a, b, divisor);

                    Assert.True(quotient * divisor <= a * b && a * b < (quotient + 1) * divisor, $"{a} * {b} / {divisor} = {quotient}");
                }
    }

    [Fact]
    public void Rounds_a_quotient_half_up_whatever_its_width()
    {
        foreach (var a in Numbers)
            foreach (var divisor in Numbers.Where(number => number.Sign > 0))
            {
                var quotient = FullMath.DivHalfUp(a, divisor);

                Assert.True((2 * quotient - 1) * divisor <= 2 * a && 2 * a < (2 * quotient + 1) * divisor, $"{a} / {divisor} = {quotient}");
            }
    }

    [Theory]
    [InlineData("1", 5, 0)]
    [InlineData("1024", 5, 0)]
    [InlineData("1000", 5, 3)]
    [InlineData("1000", 2, 2)]
    [InlineData("340282366920938463463374607431768211450", 40, 1)]
    [InlineData("340282366920938463463374607431768211500", 40, 2)]
    [InlineData("100000000000000000000000000000000000000", 40, 38)]
    [InlineData("70000000000000000000000000000000000000000000", 60, 43)]
    [InlineData("70000000000000000000000000000000000000000000", 17, 17)]
    public void Counts_zeros_at_the_end_as_one_reads_them(string number, int most, int zeros) =>
        Assert.Equal(zeros, FullMath.TrailingZeros(BigInteger.Parse(number, CultureInfo.InvariantCulture), most));

    static BigInteger[] Around(BigInteger limit) => [limit - 1, limit, limit + 1];
}
