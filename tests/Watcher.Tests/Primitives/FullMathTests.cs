using Xunit;

namespace Watcher.Tests.Primitives;

public sealed class FullMathTests
{
    /// <summary>At and around the widths at which 128 bits stop to suffice: for a factor, the product, the divisor, the quotient.</summary>
    [Fact]
    public void Divides_the_product_that_integers_of_any_size_have()
    {
        BigInteger[] numbers = [0, 1, 2, 10, .. new[] { 31, 32, 63, 64, 65, 96, 127, 128, 129, 255 }.SelectMany(bits => Around(BigInteger.One << bits))];
        foreach (var a in numbers)
            foreach (var b in numbers)
                foreach (var divisor in numbers.Where(number => number.Sign > 0))
                {
                    var quotient = FullMath.MulDiv(a, b, divisor);

                    Assert.True(quotient * divisor <= a * b && a * b < (quotient + 1) * divisor, $"{a} * {b} / {divisor} = {quotient}");
                }
    }

    static BigInteger[] Around(BigInteger limit) => [limit - 1, limit, limit + 1];
}
