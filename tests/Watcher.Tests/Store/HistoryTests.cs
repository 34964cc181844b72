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
    public void Values_come_back_to_the_last_digit_and_unknown_as_a_gap()
    {
        const string wad = "1.620000000000000000000000000001";
        var value = Some.Net(wad);
        store.Commit(Some.Cycle(Some.Block(1)) with { Samples = [value] });
        store.Commit(Some.Cycle(Some.Block(2)) with { Samples = [Some.Net(null)] });
        store.Commit(Some.Cycle(Some.Block(3)) with { Samples = [value with { Value = MetricValue.Infinite }] });
        store.Commit(Some.Cycle(Some.Block(4)) with { Samples = [value with { Value = MetricValue.NotApplicable }] });
        var series = Assert.Single(store.History.Read(new()));
        Assert.Equal(value.Series, series.Key);
        Assert.Equal<HistorySample>(
            [new(Some.Block(1), wad, true), new(Some.Block(2), null, true), new(Some.Block(3), "Infinity", true)], series.Samples);
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
        store.Headers.Mark(Some.Chain, [Some.Block(4).Hash], canonical: false);
        Assert.Equal(["3"], Values(new(Every: TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public void Filters_narrow_by_wallet_position_metric_and_time()
    {
        var loan = new SeriesKey("devnet/aave-v3/main/0xaa", "devnet", Some.Wallet, "devnet/aave-v3/main/0xaa", "healthFactor", "ratio");
        for (var n = 1; n <= 3; n++)
            store.Commit(Some.Cycle(Some.Block(n)) with { Samples = [Some.Net($"{n}"), new(loan, MetricValue.Of(2))] });
        Assert.Equal(2, store.History.Read(new(Wallet: Some.Wallet)).Length);
        Assert.Empty(store.History.Read(new(Wallet: default(Address))));
        Assert.Equal(loan, Assert.Single(store.History.Read(new(Position: loan.Position))).Key);
        Assert.Equal("netUsd", Assert.Single(store.History.Read(new(Metric: "netUsd"))).Key.Metric);
        Assert.Empty(store.History.Read(new(Chain: "ethereum")));
        Assert.Equal(["2", "3"], Values(new(Metric: "netUsd", Since: Some.Block(2).Timestamp)));
    }

    [Fact]
    public void A_portfolio_over_several_chains_is_one_series()
    {
        var dao = new Sample(new("dao", null, null, null, "maxDrift", "ratio"), MetricValue.Of(1));
        store.Commit(Some.Cycle(Some.Block(1)) with { Samples = [dao] });
        store.Commit(Some.Cycle(Some.Block(2)) with { Chain = new("other", Some.Hash(5)), Samples = [dao] });
        Assert.Equal(2, Assert.Single(store.History.Read(new())).Samples.Length);
    }

    IEnumerable<string?> Values(HistoryFilter filter) => Assert.Single(store.History.Read(filter)).Samples.Select(sample => sample.Value);
}
