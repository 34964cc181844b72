using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Prices;
using Watcher.Reports;
using Watcher.Risk;
using Watcher.Tests.Risk;
using Xunit;
using static Watcher.Tests.Reports.Cycle;

namespace Watcher.Tests.Reports;

public sealed class ReportBuilderTests
{
    [Fact]
    public void Everything_of_a_wallet_is_one_exposure()
    {
        // Held: 1 ETH and 3000 USDC; supplied 10 WETH, owed 12,800 USDC; in a pool 0.5 WETH and 1000 USDC. ETH at 2000.
        var report = Report(Market(), Good(Balances(Balance(Ether, "1"), Balance(Usdc, "3000"))), Good(Loan), Good(Pool(Weth, "0.5", Usdc, "1000", 2000)));
        Assert.Equal(("27000", "12800", "14200"), ($"{report.Totals!.AssetsUsd}", $"{report.Totals.DebtUsd}", $"{report.Totals.NetUsd}"));
        // ETH 11.5 * 2000 = 23,000 of 14,200; USDC 4,000 - 12,800 = -8,800 of 14,200.
        Assert.Equal(["ETH 1.61971830985915493", "USDC -0.61971830985915493"], report.Portfolio!.Weights.Select(row => $"{row.Symbol} {row.Weight}"));
        Assert.True(report.Complete);
        Assert.Equal(ReportStatus.Ok, report.Status);
    }

    [Fact]
    public void Receipt_tokens_of_positions_are_not_counted_again()
    {
        var report = Report(Market(), Good(Balances(Balance(Ether, "1"), Balance(Receipt, "10"))), Good(Loan));
        Assert.Equal([Ether], report.The<BalancesReport>().Legs.Select(leg => leg.Facts.Asset));
    }

    [Fact]
    public void Totals_use_the_market_price_and_loans_the_protocols_own()
    {
        var report = Report(Market(ether: "1900"), Good(Balances()), Good(Loan));
        var leg = report.The<LoanReport>().Legs[0];
        Assert.Equal(("2000", "1900", "20000"), ($"{leg.PriceUsd}", $"{leg.MarketPriceUsd}", $"{leg.ValueUsd}"));
        Assert.Equal("20000", $"{report.The<LoanReport>().CollateralUsd}");
        Assert.Equal("19000", $"{report.Totals!.AssetsUsd}");
    }

    [Fact]
    public void An_asset_without_a_feed_goes_by_a_protocols_oracle_everywhere()
    {
        var loan = Loans.Of(new TruncatingRule(), Loans.Collateral(Btc, "1", "60000", "0.7"), Loans.Debt(Dai, "1000", "1.01")) with { Id = "test/lender/main/x" };
        var report = Report(Market(), Good(Balances(Balance(Btc, "0.5"), Balance(Dai, "100"))), Good(loan));
        Assert.Equal(("90101", "1010"), ($"{report.Totals!.AssetsUsd}", $"{report.Totals.DebtUsd}")); // 1.5 * 60,000 + 101; 1,010
        Assert.True(report.Complete);
        Assert.Null(report.The<LoanReport>().Legs[0].MarketPriceUsd);
    }

    [Fact]
    public void An_unusable_feed_leaves_its_asset_out_of_every_total_on_both_sides_while_the_loan_stands()
    {
        var report = Report(Market(ether: null), Good(Balances(Balance(Ether, "1"), Balance(Usdc, "3000"))), Good(Loan), Good(Pool(Weth, "0.5", Usdc, "1000", 2000)));
        Assert.Equal(("4000", "12800"), ($"{report.Totals!.AssetsUsd}", $"{report.Totals.DebtUsd}"));
        Assert.False(report.Complete);
        Assert.Equal(ReportStatus.Ok, report.Status);
        Assert.Equal("20000", $"{report.The<LoanReport>().CollateralUsd}");
        Assert.Equal("1000", $"{report.The<LiquidityReport>().ValueUsd}");
        Assert.Null(report.The<LiquidityReport>().Imbalance);
        Assert.Null(report.The<BalancesReport>().Legs[0].PriceUsd);
    }

    [Fact]
    public void A_look_alike_token_has_no_price_and_makes_the_report_incomplete()
    {
        var report = Report(Market(), Good(Balances(Balance(Usdc, "10"), Balance(Stray, "1000000"))));
        Assert.Equal("10", $"{report.Totals!.AssetsUsd}");
        Assert.False(report.Complete);
    }

    [Fact]
    public void A_token_without_decimals_or_price_that_is_not_held_leaves_the_report_complete() =>
        Assert.True(Report(Market(), Good(Balances(Balance(Usdc, "10"), Balance(Odd, "0")))).Complete);

    [Fact]
    public void Where_a_reading_failed_there_are_no_totals_and_what_was_known_is_listed_as_unknown()
    {
        var since = Now.AddMinutes(-5);
        var before = new BlockRef(100, Hash32.Parse("0x" + new string('b', 64)), Now.AddMinutes(-6));
        var memory = new Memory(ImmutableDictionary<Subject, LastGood>.Empty.Add(Of("lender"), new(before, [Loan])),
            ImmutableDictionary<string, DateTimeOffset>.Empty.Add("test/lender/main", since));
        var report = Builder.Build(Snapshot(Market(), Good(Balances(Balance(Ether, "1"), Balance(Receipt, "10"))), Unreadable("lender")), null, memory, Now);
        Assert.Equal(ReportStatus.Unknown, report.Status);
        Assert.Null(report.Totals);
        Assert.Null(report.Portfolio);
        Assert.False(report.Complete);
        Assert.Equal((Loan.Id, before), (report.The<UnknownPosition>().Id, report.The<UnknownPosition>().LastGood));
        Assert.Equal(("test/lender/main", since), (report.Unknown.Single().What, report.Unknown.Single().Since));
        Assert.Single(report.The<BalancesReport>().Legs); // the receipt is still the loan's
    }

    [Fact]
    public void A_feed_that_could_not_be_read_is_unknown_where_its_asset_is_held_and_nowhere_else()
    {
        var prices = Market() with { Failures = ImmutableDictionary<AssetKey, Failure>.Empty.Add(Ether.Key, new(FailureReason.Timeout, "no answer")) };
        prices = prices with { Answers = prices.Answers.Remove(Ether.Key) };
        Assert.Equal("test/price/ETH", Report(prices, Good(Balances(Balance(Weth, "1")))).Unknown.Single().What);
        Assert.Empty(Report(prices, Good(Balances(Balance(Usdc, "1")))).Unknown);
    }

    [Fact]
    public void A_chain_without_a_block_is_unknown_as_a_whole()
    {
        var memory = Memory.None with { LastGood = ImmutableDictionary<Subject, LastGood>.Empty.Add(Of("lender"), new(Block, [Loan])) };
        var report = Builder.Unreached(Owner, null, Loans.Chain, 31337, new(FailureReason.Unreachable, "127.0.0.1:8545#0: connection refused"), memory, Now);
        Assert.Equal((ReportStatus.Unknown, "test", Loan.Id), (report.Status, report.Unknown.Single().What, report.The<UnknownPosition>().Id));
        Assert.Null(report.Block);
    }

    [Fact]
    public void A_breach_outweighs_what_is_unknown_and_aims_the_recovery_at_its_clear_threshold()
    {
        var report = Report(Market(), Good(Balances()), Good(Loan), Unreadable("pool"));
        var breached = report.WithBreaches([new("near", Loan.Id, "healthFactor", "1.25", "healthFactor < 1.3") { ClearHealthFactor = BigDecimal.Parse("1.6") }]);
        Assert.Equal(ReportStatus.Breach, breached.Status);
        Assert.Equal("2800", $"{breached.The<LoanReport>().Recovery!.RepayUsd}"); // 12,800 - 16,000/1.6
    }

    [Fact]
    public void A_portfolio_adds_its_wallets_and_is_unknown_if_one_of_them_is()
    {
        var (one, two) = (Report(Market(), Good(Balances(Balance(Ether, "1")))), Report(Market(), Good(Balances(Balance(Usdc, "6000")))));
        var portfolio = Builder.Portfolio("dao", [one, two], null);
        Assert.Equal("8000", $"{portfolio.Totals!.NetUsd}");
        Assert.Equal(["USDC 0.75", "ETH 0.25"], portfolio.Figures!.Weights.Select(row => $"{row.Symbol} {row.Weight}"));
        var broken = Builder.Portfolio("dao", [one, Report(Market(), Unreadable("wallet"))], null);
        Assert.Equal(ReportStatus.Unknown, broken.Status);
        Assert.Null(broken.Totals);
        Assert.False(broken.Complete);
    }
}
