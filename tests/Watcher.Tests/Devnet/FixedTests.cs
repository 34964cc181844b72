using Watcher.Devnet;
using Xunit;

namespace Watcher.Tests.Devnet;

public sealed class FixedTests
{
    [Fact]
    public void Amounts_become_the_integers_that_contracts_take()
    {
        Assert.Equal(BigInteger.Parse("1500000000000000000"), Fixed.Scale(1.5m, 18));
        Assert.Equal(123_450_000, Fixed.Scale(123.45m, 6));
        Assert.Equal(-5, Fixed.Scale(-0.00000005m, 8));
        Assert.Equal(BigInteger.Parse("800000000000000000000000000"), Fixed.Ray(0.8m));
    }

    [Fact]
    public void Nothing_is_rounded_away()
    {
        Assert.Throws<ArgumentException>(() => Fixed.Scale(0.0000001m, 6));
        Assert.Throws<ArgumentException>(() => Fixed.Scale(0.0000000000000000001m, 18));
    }
}
