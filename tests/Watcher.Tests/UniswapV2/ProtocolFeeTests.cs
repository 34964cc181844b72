using Watcher.Protocols.UniswapV2;
using Xunit;

namespace Watcher.Tests.UniswapV2;

public sealed class ProtocolFeeTests
{
    [Fact]
    public void A_sixth_of_the_growth_is_minted_rounded_down() =>
        Assert.Equal(15, ProtocolFee.Pending(supply: 1000, 121, 100, kLast: 100 * 100)); // 1000 * (110 - 100) / (5 * 110 + 100) = 15.38

    [Fact]
    public void Both_roots_are_floored_before_they_are_used() =>
        Assert.Equal(15, ProtocolFee.Pending(supply: 1000, 122, 100, kLast: 100 * 100 + 200)); // √12200 = 110.45 -> 110, √10200 = 100.99 -> 100

    [Fact]
    public void Without_growth_there_is_none() => Assert.Equal(0, ProtocolFee.Pending(1000, 100, 100, kLast: 100 * 100));

    [Fact]
    public void After_a_loss_there_is_none() => Assert.Equal(0, ProtocolFee.Pending(1000, 90, 100, kLast: 100 * 100));

    [Fact]
    public void While_the_fee_was_off_nothing_was_owed() => Assert.Equal(0, ProtocolFee.Pending(1000, 121, 100, kLast: 0));
}
