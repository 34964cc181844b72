using System.Collections.Immutable;
using Watcher.Risk;
using Xunit;

namespace Watcher.Tests.Risk;

public sealed class PoolBalanceTests
{
    static readonly ImmutableArray<BigDecimal> Halves = [new(5, 1), new(5, 1)];

    [Fact]
    public void Three_quarters_in_one_of_two_tokens_is_half_out_of_balance() =>
        Assert.Equal("0.5", $"{PoolBalance.Imbalance([3000, 1000], Halves)}"); // (0.75 - 0.5)/(1 - 0.5)

    [Fact]
    public void Even_shares_are_in_balance_and_one_token_alone_is_wholly_out_of_it()
    {
        Assert.Equal("0", $"{PoolBalance.Imbalance([2000, 2000], Halves)}");
        Assert.Equal("1", $"{PoolBalance.Imbalance([0, 2000], Halves)}");
    }

    [Fact]
    public void Targets_need_not_be_even() =>
        // shares 0.9 and 0.1 against 0.8 and 0.2: (0.9 - 0.8)/(1 - 0.8) = 0.5
        Assert.Equal("0.5", $"{PoolBalance.Imbalance([900, 100], [new(8, 1), new(2, 1)])}");

    [Fact]
    public void Without_every_value_or_with_none_there_is_no_imbalance()
    {
        Assert.Null(PoolBalance.Imbalance([3000, null], Halves));
        Assert.Null(PoolBalance.Imbalance([0, 0], Halves));
    }

    [Fact]
    public void A_pool_that_pays_2100_for_what_the_market_pays_2000_for_deviates_by_five_percent() =>
        Assert.Equal("0.05", $"{PoolBalance.SpotDeviation([2100], [2000, 1])}"); // 2100 * 1 / 2000 - 1

    [Fact]
    public void Of_several_coins_the_one_furthest_from_the_market_is_told() =>
        // 1.01 * 1 / 1 - 1 = 0.01; 0.9 * 1.02 / 1 - 1 = -0.082
        Assert.Equal("-0.082", $"{PoolBalance.SpotDeviation([BigDecimal.Parse("1.01"), BigDecimal.Parse("0.9")], [1, 1, BigDecimal.Parse("1.02")])}");

    [Fact]
    public void Without_every_price_there_is_no_deviation() => Assert.Null(PoolBalance.SpotDeviation([2100], [2000, null]));
}
