using Watcher.Protocols.AaveV3;
using Xunit;

namespace Watcher.Tests.AaveV3;

public sealed class PoolVersionTests
{
    [Theory]
    [InlineData(1, typeof(AverageThresholdRule))]
    [InlineData(4, typeof(AverageThresholdRule))]
    [InlineData(8, typeof(AverageThresholdRule))]
    [InlineData(9, typeof(WeightedCollateralRule))]
    [InlineData(11, typeof(WeightedCollateralRule))]
    [InlineData(12, typeof(WeightedCollateralRule))]
    public void The_exact_threshold_came_with_V3_5(int revision, Type rule) => Assert.IsType(rule, new PoolVersion(revision).Rule);

    [Theory]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(11, false)]
    public void Assets_named_their_only_category_until_V3_1(int revision, bool named) =>
        Assert.Equal(named, new PoolVersion(revision).AssetsNameTheirCategory);

    [Theory]
    [InlineData(1, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    [InlineData(11, false)]
    public void Collateral_needed_a_threshold_of_its_own_until_V3_5(int revision, bool needed) =>
        Assert.Equal(needed, new PoolVersion(revision).CollateralNeedsOwnThreshold);

    [Fact]
    public void A_pool_that_does_not_tell_is_read_as_V3_0() => Assert.IsType<AverageThresholdRule>(PoolVersion.Earliest.Rule);
}
