using Watcher.Positions;
using Watcher.Protocols.Prices.Chainlink;
using Xunit;

namespace Watcher.Tests.Prices.Chainlink;

public sealed class RoundTests
{
    static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    static readonly PriceFeed Feed = new(Address.Parse("0x00000000000000000000000000000000000000fe"), TimeSpan.FromHours(1));
    static readonly Round Good = new(2000_00000000, 1_699_999_990, 1_699_999_990);

    [Fact]
    public void A_positive_fresh_answer_is_a_price() => Assert.Null(Good.Flaw(Feed, Now));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_answer_that_is_not_positive_is_none(int answer) =>
        Assert.Contains($"answers {answer}: not a positive price", (Good with { Answer = answer }).Flaw(Feed, Now), StringComparison.Ordinal);

    [Fact]
    public void A_round_that_has_not_started_is_no_price() =>
        Assert.Contains("not finished", (Good with { Started = 0 }).Flaw(Feed, Now), StringComparison.Ordinal);

    [Fact]
    public void A_round_that_was_never_updated_is_no_price() =>
        Assert.Contains("not finished", (Good with { Updated = 0 }).Flaw(Feed, Now), StringComparison.Ordinal);

    [Fact]
    public void An_answer_as_old_as_the_heartbeat_is_still_a_price() =>
        Assert.Null((Good with { Updated = 1_700_000_000 - 3600 }).Flaw(Feed, Now));

    [Fact]
    public void An_answer_older_than_the_heartbeat_is_stale() =>
        Assert.Contains("stale: updated 1h 1s before the block, its heartbeat is 1h",
            (Good with { Updated = 1_700_000_000 - 3601 }).Flaw(Feed, Now), StringComparison.Ordinal);

    [Fact]
    public void An_answer_of_the_blocks_own_second_is_a_price() => Assert.Null((Good with { Updated = 1_700_000_000 }).Flaw(Feed, Now));

    [Fact]
    public void An_answer_from_the_future_is_no_price() =>
        Assert.Contains("after the block's time", (Good with { Updated = 1_700_000_001 }).Flaw(Feed, Now), StringComparison.Ordinal);

    [Fact]
    public void A_time_beyond_all_calendars_is_no_price()
    {
        var round = Good with { Updated = (BigInteger.One << 256) - 1 };
        Assert.Null(round.UpdatedAt);
        Assert.Contains("after the block's time", round.Flaw(Feed, Now), StringComparison.Ordinal);
    }
}
