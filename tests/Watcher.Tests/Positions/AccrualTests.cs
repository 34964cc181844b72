using Watcher.Positions;
using Xunit;

namespace Watcher.Tests.Positions;

public sealed class AccrualTests
{
    static readonly BigInteger Index = BigInteger.Parse("1052345678901234567890123456", System.Globalization.CultureInfo.InvariantCulture);

    // 1000 * 1.052345678901... = 1052.3456...
    [Theory]
    [InlineData(AccrualRounding.HalfUp, 1052)]
    [InlineData(AccrualRounding.Down, 1052)]
    [InlineData(AccrualRounding.Up, 1053)]
    public void A_scaled_amount_grows_by_the_index_rounded_as_the_protocol_does(AccrualRounding rounding, int raw) =>
        Assert.Equal(raw, new Accrual(Index, rounding).Grown(1000));

    [Theory]
    [InlineData(AccrualRounding.HalfUp)]
    [InlineData(AccrualRounding.Down)]
    [InlineData(AccrualRounding.Up)]
    public void A_raw_amount_tells_the_one_scaled_amount_that_it_has_grown_from(AccrualRounding rounding)
    {
        var accrual = new Accrual(Index, rounding);
        var digits = BigInteger.One;
        for (var scaled = BigInteger.Zero; scaled < BigInteger.Pow(10, 30); scaled += digits, digits = digits * 3 + 1)
            Assert.Equal(scaled, accrual.ScaledOf(accrual.Grown(scaled)));
    }

    // With an index of 2 half of the integers are nobody's balance.
    [Fact]
    public void A_raw_amount_that_does_not_follow_from_the_index_has_none() =>
        Assert.Null(new Accrual(2 * Ray.One, AccrualRounding.HalfUp).ScaledOf(7));

    [Fact]
    public void An_index_below_one_tells_nothing() => Assert.Null(new Accrual(Ray.One - 1, AccrualRounding.HalfUp).ScaledOf(7));
}
