using Dapper;
using Watcher.Rules;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class HistoryTests : IDisposable
{
    readonly TempDatabase files = new();
    readonly WatcherStore store;

    public HistoryTests() => store = files.OpenToRun();

    public void Dispose()
    {
        store.Dispose();
        files.Dispose();
    }

    [Fact]
    public void Values_come_back_unknown_as_a_gap_and_infinite_as_such()
    {
        var value = Some.Net("1.62");
        store.Commit(Some.Cycle(Some.Block(1)) with { Samples = [value] });
        store.Commit(Some.Cycle(Some.Block(2)) with { Samples = [Some.Net(null)] });
        store.Commit(Some.Cycle(Some.Block(3)) with { Samples = [Some.Sample(Some.Wealth, "netUsd", MetricValue.Infinite)] });
        store.Commit(Some.Cycle(Some.Block(4)) with { Samples = [Some.Sample(Some.Wealth, "netUsd", MetricValue.NotApplicable)] });
        var series = Assert.Single(store.History.Read(new()));
        Assert.Equal(Some.NetSeries, series.Key);
        Assert.Equal<HistorySample>(
            [new(Some.Block(1), "1.62", true), new(Some.Block(2), null, true), new(Some.Block(3), "Infinity", true)], series.Samples);
    }

    // Its contract answers in 10^-18, and for a loan without much debt with more than 64 bits hold.
    [Theory]
    [InlineData("1.624999999999999999")]
    [InlineData("0.000000000000000001")]
    [InlineData("123456789012345678901.234567890123456789")]
    [InlineData("9.3")]
    [InlineData("0")]
    public void A_health_factor_comes_back_to_the_last_digit_and_is_a_number_and_text_in_its_view(string value)
    {
        store.Commit(Some.Cycle(Some.Block(1)) with { Samples = [Some.Sample(Some.Loan("p"), "healthFactor", MetricValue.Of(BigDecimal.Parse(value)))] });
        Assert.Equal([value], Values(new(Metric: "healthFactor")));
        Assert.Equal((value, double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)),
            store.Connection.QuerySingle<(string, double)>("SELECT exact, value FROM v_health_factor"));
    }

    // What a REAL keeps of 30 digits: 17, of which the 12 that are promised.
    [Theory]
    [InlineData("0.640000000000000000000000000001", "0.64")]
    [InlineData("0.000000012345678901", "0.000000012345678901")]
    [InlineData("12345678901234567890", "12345678901234567000")]
    [InlineData("-0.05", "-0.05")]
    public void Other_metrics_come_back_to_15_digits_without_exponent(string value, string back)
    {
        store.Commit(Some.Cycle(Some.Block(1)) with { Samples = [Some.Net(value)] });
        Assert.Equal([back], Values(new()));
    }

    [Fact]
    public void A_metric_of_an_asset_is_named_with_it()
    {
        var ether = new Measured($"devnet/{Some.Wallet}", "devnet", Some.Wallet, null, MetricScope.Wallet, "ETH");
        var feed = new Measured("devnet", "devnet", null, null, MetricScope.Chain, "ETH");
        store.Commit(Some.Cycle(Some.Block(1)) with
        {
            Samples = [Some.Sample(ether, "weight", MetricValue.Of(1)), Some.Sample(feed, "price", MetricValue.Of(3000))],
        });
        Assert.Equal(["price(ETH)", "weight(ETH)"], store.History.Read(new()).Select(series => series.Key.Metric));
        Assert.Equal("weight(ETH)", Assert.Single(store.History.Read(new(Metric: "weight(ETH)"))).Key.Metric);
    }

    [Fact]
    public void Of_metrics_measured_together_one_may_be_unknown_and_another_known()
    {
        store.Commit(Some.Cycle(Some.Block(1)) with
        {
            Samples = [new(Some.Wealth, [.. Some.Wealth.Metrics.Select(m => m.Name == "netUsd" ? MetricValue.Unknown : m.Name == "turnover" ? MetricValue.Of(1) : MetricValue.NotApplicable)])],
        });
        Assert.Equal([("netUsd", null), ("turnover", "1")], store.History.Read(new()).Select(series => (series.Key.Metric, Assert.Single(series.Samples).Value)));
        Assert.Equal([("netUsd", null), ("turnover", 1.0)], store.Connection.Query<(string, double?)>("SELECT metric, value FROM v_history ORDER BY 1"));
    }

    [Fact]
    public void A_step_gives_the_last_sample_in_each_and_skips_empty_ones()
    {
        // Blocks every 12 s: minutes end with blocks 4, 9, 14; block 50 is in minute 10.
        foreach (var n in Enumerable.Range(0, 15).Append(50))
            store.Commit(Some.Cycle(Some.Block(n)) with { Samples = [Some.Net($"{n}")] });
        Assert.Equal(["4", "9", "14", "50"], Values(new(Every: TimeSpan.FromMinutes(1))));
        Assert.Equal(["9", "14"], Values(new(Every: TimeSpan.FromMinutes(1), Since: Some.Block(5).Timestamp, Until: Some.Block(14).Timestamp)));
    }

    [Fact]
    public void A_step_passes_over_an_orphaned_sample()
    {
        for (var n = 0; n < 5; n++) store.Commit(Some.Cycle(Some.Block(n)) with { Samples = [Some.Net($"{n}")] });
        store.Headers.Keep(Some.Chain, new() { Gone = [Some.Block(4).Hash] });
        Assert.Equal(["3"], Values(new(Every: TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public void Filters_narrow_by_wallet_position_metric_and_time()
    {
        var loan = new SeriesKey("devnet/aave-v3/main/0xaa", "devnet", Some.Wallet, "devnet/aave-v3/main/0xaa", "healthFactor", "ratio");
        var sample = Some.Sample(Some.Loan(loan.Subject), "healthFactor", MetricValue.Of(2));
        for (var n = 1; n <= 3; n++)
            store.Commit(Some.Cycle(Some.Block(n)) with { Samples = [Some.Net($"{n}"), sample] });
        Assert.Equal(2, store.History.Read(new(Wallet: Some.Wallet)).Length);
        Assert.Empty(store.History.Read(new(Wallet: default(Address))));
        Assert.Equal(loan, Assert.Single(store.History.Read(new(Position: loan.Position))).Key);
        Assert.Equal("netUsd", Assert.Single(store.History.Read(new(Metric: "netUsd"))).Key.Metric);
        Assert.Empty(store.History.Read(new(Chain: "ethereum")));
        Assert.Equal(["2", "3"], Values(new(Metric: "netUsd", Since: Some.Block(2).Timestamp)));
    }

    [Fact]
    public void A_portfolio_is_asked_for_by_its_label_without_its_wallets_and_positions()
    {
        var dao = new Measured("dao", null, null, null, MetricScope.Wallet, null);
        store.Commit(Some.Cycle(Some.Block(1)) with { Samples = [Some.Net("1"), Some.Sample(dao, "netUsd", MetricValue.Of(BigDecimal.Parse("2")))] });
        Assert.Equal(("dao", "2"), store.History.Read(new(Portfolio: "dao")).Select(series => (series.Key.Subject, series.Samples.Single().Value)).Single());
        Assert.Empty(store.History.Read(new(Portfolio: Some.Wealth.Subject)));
    }

    [Fact]
    public void A_portfolio_over_several_chains_is_one_series()
    {
        var dao = Some.Sample(new("dao", null, null, null, MetricScope.Wallet, null), "maxDrift", MetricValue.Of(1));
        store.Commit(Some.Cycle(Some.Block(1)) with { Samples = [dao] });
        store.Commit(Some.Cycle(Some.Block(2)) with { Chain = new("other", Some.Hash(5)), Samples = [dao] });
        Assert.Equal(2, Assert.Single(store.History.Read(new())).Samples.Length);
    }

    IEnumerable<string?> Values(HistoryFilter filter) => Assert.Single(store.History.Read(filter)).Samples.Select(sample => sample.Value);
}
