using Xunit;

namespace Watcher.Tests.Primitives;

public sealed class PowerOfTenTests
{
    [Fact]
    public void Digits_are_counted_right_on_both_sides_of_every_power_of_ten_and_of_two()
    {
        for (var exponent = 0; exponent < 300; exponent++)
        {
            foreach (var near in (BigInteger[])[BigInteger.Pow(10, exponent), BigInteger.One << exponent])
                foreach (var value in (BigInteger[])[near - 1, near, near + 1, -near])
                    Assert.Equal(BigInteger.Abs(value).ToString().Length, PowerOfTen.Digits(value));
            Assert.Equal(BigInteger.Pow(10, exponent), PowerOfTen.Of(exponent));
        }
    }
}
