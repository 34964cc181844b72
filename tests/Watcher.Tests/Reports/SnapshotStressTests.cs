using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Reports;
using Watcher.Risk;
using Watcher.Tests.Risk;
using Xunit;
using static Watcher.Tests.Reports.Cycle;

namespace Watcher.Tests.Reports;

public sealed class SnapshotStressTests
{
    static Stress Stress(params (string Asset, string Change)[] shocks) => Stress(0, shocks);

    static Stress Stress(int days, params (string Asset, string Change)[] shocks) => new([.. shocks.Select(shock =>
        new Shock(AssetSelector.TryParse(shock.Asset, Book, out var asset, out _) ? asset! : throw new ArgumentException(shock.Asset), BigDecimal.Parse(shock.Change)))], days);

    static WalletReport Report(Stress stress, params Reading[] readings) => Builder.Build(Snapshot(Market(), readings).Under(stress, Book), null, Memory.None, Now);

    [Fact]
    public void A_shock_moves_market_and_oracle_and_native_and_wrapped_together()
    {
        var report = Report(Stress(("ETH", "-0.1")), Good(Balances(Balance(Ether, "1"), Balance(Usdc, "5"))), Good(Loan));
        Assert.Equal("1805", $"{report.The<BalancesReport>().ValueUsd}"); // 0.9 * 2000 + 5
        Assert.Equal("1.125", $"{report.The<LoanReport>().HealthFactor}"); // 0.8 * 18,000/12,800
        Assert.Equal("18000", $"{report.The<LoanReport>().CollateralUsd}");
    }

    [Fact]
    public void A_group_moves_as_one_but_for_assets_with_a_shock_of_their_own()
    {
        var report = Report(Stress(("group:usd", "-0.5"), ("USDC", "-0.01")), Good(Balances(Balance(Usdc, "100"))));
        Assert.Equal("99", $"{report.The<BalancesReport>().ValueUsd}");
    }

    [Fact]
    public void The_market_moves_but_for_dollars_and_what_has_a_shock_of_its_own_or_its_groups()
    {
        var all = new Shock(AssetSelector.Market(Book), new(-5, 1));
        var eth = new Shock(AssetSelector.TryParse("group:eth", Book, out var group, out _) ? group! : throw new InvalidOperationException(), new(-1, 1));
        var stress = new Stress([all, eth], 0);
        Assert.Equal([90, 90, 50, 50, 100], new[] { Ether, Weth, Btc, Stray, Usdc }.Select(asset => (int)stress.Price(asset.Key, 100)));
    }

    [Fact]
    public void A_fall_beyond_the_last_step_of_the_oracle_leaves_the_smallest_price()
    {
        var loan = Report(Stress(("ETH", "-1")), Good(Loan)).The<LoanReport>();
        Assert.Equal(1, loan.Loan.Legs[0].OraclePrice);
        Assert.True(loan.Liquidatable);
    }

    [Fact]
    public void Interest_runs_for_so_many_days()
    {
        var loan = Loans.Of(new WeighingRule(), Loans.Collateral(Weth, "10", "2000", "0.8"), Loans.Debt(Usdc, "12800", "1", rate: "0.05"));
        var report = Report(Stress(30), Good(loan)).The<LoanReport>();
        Assert.Equal(12800 * Math.Exp(0.05 * 30 / 365), report.DebtUsd.ToDouble(), 5);
        Assert.Equal(16000 / (12800 * Math.Exp(0.05 * 30 / 365)), report.HealthFactor!.Value.ToDouble(), 8);
    }

    [Fact]
    public void Nothing_supposed_leaves_everything_as_it_is()
    {
        var snapshot = Snapshot(Market(), Good(Balances(Balance(Ether, "1"))), Good(Loan), Good(Pool(Weth, "1", Usdc, "2000", 2100)));
        Assert.Equal(ReportJson.Of(Builder.Build(snapshot, null, Memory.None, Now)).ToJsonString(),
            ReportJson.Of(Builder.Build(snapshot.Under(Stress(), Book), null, Memory.None, Now)).ToJsonString());
    }

    [Fact]
    public void A_shocked_pool_is_traded_along_its_curve_to_the_shocked_market()
    {
        // x*y = k with 100 WETH and 200,000 USDC, all ours; ETH falls to a quarter, 500: x = √(2e7/500) = 200, y = 100,000.
        var pool = Pool(Weth, "100", Usdc, "200000", 2000) with { Curve = new Product(BigInteger.Parse("100000000000000000000"), 200_000_000_000) };
        var report = Report(Stress(("ETH", "-0.75")), Good(pool)).The<LiquidityReport>();
        Assert.Equal(["200", "100000"], report.Legs.Select(leg => $"{leg.Facts.Amount}"));
        Assert.Equal(("200000", "0", "0"), ($"{report.ValueUsd}", $"{report.Imbalance}", $"{report.SpotDeviation}"));
    }

    [Fact]
    public void A_pool_of_assets_that_are_not_shocked_stays_where_it_is()
    {
        var report = Report(Stress(("WBTC", "-0.5")), Good(Pool(Weth, "1", Usdc, "2100", 2100))).The<LiquidityReport>();
        Assert.Equal("0.05", $"{report.SpotDeviation}");
    }

    [Fact]
    public void A_concentrated_position_is_in_range_or_not_by_where_its_price_goes()
    {
        var pool = Pool(Weth, "1", Usdc, "2000", 2000) with { Range = new(7, 0, -834, 1134), Curve = new Ranged(2000) };
        Assert.True(Tick(Stress(("ETH", "-0.05")), pool).Contains); // 1900 of 1840..2240
        Assert.True(Tick(Stress(("ETH", "-0.1")), pool) is { Contains: false, Tick: < -834 }); // 1800
        Assert.True(Tick(Stress(("ETH", "0.2")), pool) is { Contains: false, Tick: >= 1134 }); // 2400
        Assert.Equal(-514, Tick(Stress(("ETH", "-0.05")), pool).Tick); // -834 + ⌊ln(1900/1840)/ln 1.0001⌋ = -834 + ⌊320.9⌋
    }

    static ConcentratedRange Tick(Stress stress, LiquidityPosition pool) => Report(stress, Good(pool)).The<LiquidityReport>().Liquidity.Range!;

    /// <summary>A constant product in whole units of two tokens of 18 and 6 decimals, exact for squares.</summary>
    sealed record Product(BigInteger X, BigInteger Y) : PoolCurve
    {
        public override ImmutableArray<BigDecimal> Spot => [new BigDecimal(Y, 6).Divide(new BigDecimal(X, 18), 30)];
        public override ImmutableArray<BigDecimal> Targets => [new(5, 1), new(5, 1)];
        public override ImmutableArray<BigInteger> AmountsAt(ImmutableArray<BigDecimal> spot) => ((Product)MoveTo(spot)) is var moved ? [moved.X, moved.Y] : [];

        public override PoolCurve MoveTo(ImmutableArray<BigDecimal> spot)
        {
            var whole = Math.Sqrt((new BigDecimal(X, 18) * new BigDecimal(Y, 6)).ToDouble() / spot[0].ToDouble());
            return new Product(new BigInteger(whole) * BigInteger.Pow(10, 18), new BigInteger(whole * spot[0].ToDouble()) * 1_000_000);
        }
    }

    sealed record Ranged(BigDecimal Price) : PoolCurve
    {
        public override ImmutableArray<BigDecimal> Spot => [Price];
        public override ImmutableArray<BigDecimal> Targets => [new(5, 1), new(5, 1)];
        public override (BigDecimal Low, BigDecimal High)? Range => (1840, 2240);
        public override ImmutableArray<BigInteger> AmountsAt(ImmutableArray<BigDecimal> spot) => [1, 1];
        public override PoolCurve MoveTo(ImmutableArray<BigDecimal> spot) => new Ranged(spot[0]);
    }
}
