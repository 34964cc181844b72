using Watcher.Alerts;
using Watcher.Reports;
using Xunit;
using static Watcher.Tests.Alerts.BuiltInScene;
using static Watcher.Tests.Reports.Cycle;

namespace Watcher.Tests.Alerts;

public sealed class PriceStaleTests
{
    static readonly WalletReport HoldsWrapped = Report(Market(ether: null), Good(Balances(Balance(Weth, "1"))));
    static readonly WalletReport HoldsDollars = Report(Market(ether: null), Good(Balances(Balance(Usdc, "1"), Balance(Ether, "0"))));
    readonly BuiltInScene scene = new();

    [Fact]
    public void Only_who_holds_or_owes_what_the_feed_prices_is_affected() =>
        Assert.Same(HoldsWrapped, Assert.Single(PriceStale.Affected([Ether], [HoldsWrapped, HoldsDollars])));

    [Fact]
    public void A_coin_and_its_wrapped_token_by_one_feed_are_one_matter() =>
        Assert.Equal("ETH and WETH", PriceStale.Subject([Ether, Weth]).Feed);

    [Fact]
    public void It_fires_after_ten_minutes_without_a_usable_price_and_names_who_is_affected()
    {
        Sees(null, Trouble(9.9), "Inactive:");
        Sees(null, Trouble(10), "Firing: fired");
        Assert.Equal("price feed of ETH on test: no usable price: older than its heartbeat; treasury has it; totals and weights leave it out, "
            + "loans go by their protocol's oracle; check the feed, or configure another.", scene.Summary);
        Sees("2000", Well(4.9), "Firing:");
        Sees("2000", Well(5), "Resolved: resolved");
    }

    [Fact]
    public void A_feed_that_could_not_be_read_is_the_outages_matter() =>
        scene.Sees(PriceStale.Observe([Ether], null, [HoldsWrapped], Trouble(60)), "Inactive:");

    void Sees(string? usd, Spell spell, string expected) => scene.Sees(PriceStale.Observe([Ether], Answer(usd), [HoldsWrapped], spell), expected);
}
