using Xunit;

namespace Watcher.Tests.Primitives;

public sealed class SquareRootTests
{
    public static TheoryData<BigInteger> Roots => [0, 1, 2, 3, 10, 65_535, BigInteger.Pow(10, 18) + 7, BigInteger.One << 112, (BigInteger.One << 160) - 1];

    [Theory, MemberData(nameof(Roots))]
    public void The_root_of_a_square_is_exact(BigInteger root) => Assert.Equal(root, SquareRoot.Floor(root * root));

    [Theory, MemberData(nameof(Roots))]
    public void Just_below_the_next_square_the_root_is_still_floored(BigInteger root) =>
        Assert.Equal(root, SquareRoot.Floor((root + 1) * (root + 1) - 1));

    [Theory]
    [InlineData(2, 1, 1)] // 1.414
    [InlineData(3, 1, 2)] // 1.732
    [InlineData(9, 4, 2)] // 1.5, halves go up
    [InlineData(8, 4, 1)] // 1.414
    [InlineData(0, 7, 0)]
    public void The_nearest_root_of_a_fraction_rounds_both_ways(int numerator, int denominator, int nearest) =>
        Assert.Equal(nearest, SquareRoot.Nearest(numerator, denominator));

    [Fact]
    public void A_negative_number_has_no_root() => Assert.Throws<ArgumentOutOfRangeException>(() => SquareRoot.Floor(-1));
}
