using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Prices;
using Watcher.Reports;
using Watcher.Rules;
using Watcher.Tests.Risk;
using Xunit;
using static Watcher.Tests.Reports.Cycle;

namespace Watcher.Tests.Reports;

public sealed class ReportMetricsTests
{
    static readonly WalletReport Whole = Report(Market(), Good(Balances(Balance(Ether, "1"), Balance(Weth, "2"), Balance(Usdc, "3000"))), Good(Loan), Good(Pool(Weth, "1.5", Usdc, "1000", 2100)));

    [Theory]
    [InlineData("healthFactor", "1.25")] // 16,000/12,800
    [InlineData("ltv", "0.64")] // 12,800/20,000
    [InlineData("collateralRatio", "1.5625")] // 20,000/12,800
    [InlineData("liquidationDistance", "0.200000000005")] // to 1599.99999999, one oracle step below 1600
    [InlineData("interestDays", "Infinity")]
    [InlineData("collateralUsd", "20000")]
    [InlineData("debtUsd", "12800")]
    public void Of_a_loan(string metric, string value) => Assert.Equal(value, Whole.Metric(metric, position: Whole.The<LoanReport>()).Text);

    [Theory]
    [InlineData("imbalance", "0.5")] // shares 3000 : 1000
    [InlineData("spotDeviation", "0.05")] // 2100/2000 - 1
    [InlineData("share", "0.01")]
    [InlineData("valueUsd", "4000")]
    public void Of_liquidity(string metric, string value) => Assert.Equal(value, Whole.Metric(metric, position: Whole.The<LiquidityReport>()).Text);

    [Theory]
    [InlineData("balance", "ETH", "1")]
    [InlineData("balance", "native", "1")]
    [InlineData("balance", "WETH", "2")]
    [InlineData("balance", "group:eth", "3")]
    [InlineData("balance", "WBTC", "0")]
    [InlineData("value", "WETH", "4000")]
    [InlineData("value", "group:usd", "3000")]
    [InlineData("assetsUsd", null, "33000")] // 6,000 + 3,000 + 20,000 + 4,000
    [InlineData("totalDebtUsd", null, "12800")]
    [InlineData("netUsd", null, "20200")]
    [InlineData("weight", "ETH", "1.43564356435643564")] // 14.5 * 2000 / 20,200
    [InlineData("weight", "WETH", "1.43564356435643564")]
    [InlineData("weight", "WBTC", "0")]
    public void Of_a_wallet(string metric, string? asset, string value) => Assert.Equal(value, Whole.Metric(metric, asset).Text);

    [Theory]
    [InlineData("drift", "ETH")]
    [InlineData("maxDrift", null)]
    [InlineData("turnover", null)]
    public void Drift_needs_targets(string metric, string? asset) => Assert.Equal(MetricState.NotApplicable, Whole.Metric(metric, asset).State);

    [Fact]
    public void Prices_run_on_the_clock_of_the_block()
    {
        Assert.Equal("2000", Whole.Metric("price", "ETH").Text);
        Assert.Equal("2000", Whole.Metric("price", "WETH").Text);
        Assert.Equal("60", Whole.Metric("priceAge", "ETH").Text); // block 30 s, answer 90 s before now
        Assert.Equal(MetricState.NotApplicable, Whole.Metric("priceAge", "DAI").State);
        Assert.Equal(MetricState.NotApplicable, Whole.Metric("price", "DAI").State);
    }

    [Fact]
    public void A_stale_feed_has_an_age_but_no_price()
    {
        var report = Report(Market(ether: null), Good(Balances()));
        Assert.Equal(MetricState.NotApplicable, report.Metric("price", "ETH").State);
        Assert.Equal("259170", report.Metric("priceAge", "ETH").Text); // three days, less the 30 s the block is old
    }

    [Fact]
    public void A_feed_that_cannot_be_read_is_unknown()
    {
        var prices = Market() with { Failures = ImmutableDictionary<AssetKey, Failure>.Empty.Add(Ether.Key, new(FailureReason.Timeout, "no answer")) };
        prices = prices with { Answers = prices.Answers.Remove(Ether.Key) };
        var report = Report(prices, Good(Balances(Balance(Ether, "1"))), Good(Pool(Weth, "1", Usdc, "2000", 2000)), Good(Loan));
        foreach (var metric in (string[])["price", "priceAge", "weight", "value"]) Assert.Equal(MetricState.Unknown, report.Metric(metric, "ETH").State);
        foreach (var metric in (string[])["imbalance", "spotDeviation", "valueUsd"])
            Assert.Equal(MetricState.Unknown, report.Metric(metric, position: report.The<LiquidityReport>()).State);
        Assert.Equal("1", report.Metric("balance", "ETH").Text);
        Assert.Equal("1.25", report.Metric("healthFactor", position: report.The<LoanReport>()).Text);
    }

    [Fact]
    public void A_position_that_was_known_and_cannot_be_read_is_unknown_not_absent()
    {
        var memory = Memory.None with { LastGood = ImmutableDictionary<Subject, LastGood>.Empty.Add(Of("lender"), new(Block, [Loan])) };
        var report = Builder.Build(Snapshot(Market(), Good(Balances()), Unreadable("lender")), null, memory, Now);
        Assert.Equal(MetricState.Unknown, report.Metric("healthFactor", position: report.The<UnknownPosition>()).State);
        Assert.Equal(MetricState.NotApplicable, report.Metric("imbalance", position: report.The<UnknownPosition>()).State);
        Assert.Equal(MetricState.Unknown, report.Metric("netUsd").State);
    }

    [Fact]
    public void A_metric_of_another_kind_of_position_does_not_apply()
    {
        Assert.Equal(MetricState.NotApplicable, Whole.Metric("healthFactor", position: Whole.The<LiquidityReport>()).State);
        Assert.Equal(MetricState.NotApplicable, Whole.Metric("imbalance", position: Whole.The<LoanReport>()).State);
        Assert.Equal(MetricState.NotApplicable, Whole.Metric("inRange", position: Whole.The<LiquidityReport>()).State); // no range
    }

    [Fact]
    public void Without_debt_health_is_infinite()
    {
        var report = Report(Market(), Good(Loans.Of(new TruncatingRule(), Loans.Collateral(Weth, "1", "2000", "0.8"))));
        foreach (var metric in (string[])["healthFactor", "collateralRatio", "liquidationDistance", "interestDays"])
            Assert.Equal(MetricState.Infinite, report.Metric(metric, position: report.The<LoanReport>()).State);
        Assert.Equal("0", report.Metric("ltv", position: report.The<LoanReport>()).Text);
    }

    [Fact]
    public void Every_metric_of_the_catalogue_applies_to_something()
    {
        var ranged = Good(Pool(Weth, "1", Usdc, "2000", 2000) with { Range = new(7, 0, -10, 10), Curve = new RangedCurve() });
        var targets = new Watcher.Risk.Targets([new(Selector("ETH"), 1)]);
        var report = Builder.Build(Snapshot(Market(), Good(Balances(Balance(Ether, "1"))), Good(Loan), ranged), targets, Memory.None, Now);
        Assert.All(MetricCatalog.All, metric => Assert.Contains(report.Positions, position =>
            Metrics.Of(report, position, new(metric, metric.TakesAsset ? "ETH" : null)).State is MetricState.Known or MetricState.Infinite));
    }

    static AssetSelector Selector(string text) => AssetSelector.TryParse(text, Book, out var selector, out _) ? selector! : throw new ArgumentException(text);

    sealed record RangedCurve : PoolCurve
    {
        public override ImmutableArray<BigDecimal> Spot => [2000];
        public override ImmutableArray<BigDecimal> Targets => [new(5, 1), new(5, 1)];
        public override (BigDecimal Low, BigDecimal High)? Range => (1840, 2240);
        public override ImmutableArray<BigInteger> AmountsAt(ImmutableArray<BigDecimal> spot) => [1, 1];
        public override PoolCurve MoveTo(ImmutableArray<BigDecimal> spot) => this;
    }
}
