using Watcher.Devnet;
using Watcher.EndToEnd.AaveV3;
using Watcher.Positions;
using Watcher.Prices;
using Watcher.Protocols.Prices.Chainlink;

namespace Watcher.EndToEnd.Prices;

public sealed class ChainlinkTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    [Fact]
    public async Task A_feeds_answer_is_the_price()
    {
        await Node.SetPrice("WBTC", 61_234.5m);
        var price = Assert.IsType<Price>(await Ask("WBTC"));
        Assert.Equal((6_123_450_000_000, 8), (price.Raw, price.Decimals));
        Assert.Equal(BigDecimal.Parse("61234.5"), price.Usd);
        Assert.Equal((await Node.Head()).Timestamp, price.UpdatedAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task An_answer_that_is_not_positive_is_no_price(int answer)
    {
        await Node.SetPrice("WBTC", new BigInteger(answer));
        Assert.Contains("not a positive price", Assert.IsType<NoPrice>(await Ask("WBTC")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_older_than_its_heartbeat_is_no_price_and_says_since_when()
    {
        var old = (await Node.Head()).Timestamp - TimeSpan.FromHours(26);
        await Node.SetPrice("WBTC", new BigInteger(60_000_00000000), old);
        var none = Assert.IsType<NoPrice>(await Ask("WBTC"));
        Assert.Contains("stale", none.Why, StringComparison.Ordinal);
        Assert.Equal(old, none.UpdatedAt);
    }

    [Fact]
    public async Task A_feed_without_a_contract_is_no_price()
    {
        var none = Assert.IsType<NoPrice>(await Ask(new PriceFeed(DevnetAccount.Named("no contract"), TimeSpan.FromDays(1))));
        Assert.Contains("no code", none.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_that_is_no_feed_is_no_price() =>
        Assert.Contains("gives no answer", Assert.IsType<NoPrice>(await Ask(new PriceFeed(Node.Tokens.Usdc.Address, TimeSpan.FromDays(1)))).Why, StringComparison.Ordinal);

    Task<PriceAnswer> Ask(string symbol) => Ask(new PriceFeed(Node.Tokens[symbol].Feed.Address, TimeSpan.FromHours(25)));

    async Task<PriceAnswer> Ask(PriceFeed feed)
    {
        using var watch = new MarketWatch(Node);
        return await watch.Price(new ChainlinkPriceSource(), new(new("devnet", null, "X", 18), null, feed, WrapsNative: false));
    }
}
