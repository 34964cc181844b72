using Watcher.Devnet;

namespace Watcher.EndToEnd.Devnet;

public sealed class AaveV3MarketTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    [Theory]
    [InlineData("borrower", 1.60)]
    [InlineData("looper", 1.05)]
    [InlineData("mixed", 2.27)]
    [InlineData("isolated", 1.62)]
    [InlineData("fixed", 2.24)]
    public async Task A_loan_has_the_health_factor_that_its_wallet_is_there_for(string wallet, double expected)
    {
        var account = await Node.AaveV3.Account(DevnetAccount.Named(wallet));

        Assert.InRange((double)account.HealthFactor / 1e18, expected - 0.01, expected + 0.01);
    }

    [Fact]
    public async Task The_supplier_owes_nothing()
    {
        var account = await Node.AaveV3.Account(DevnetWallet.Supplier.Address);

        Assert.Equal(BigInteger.Zero, account.Debt);
        Assert.True(account.Collateral > 6_500_000_000_000, "50,000 USDC and 5 WETH at 3,000 USD are 65,000 USD");
    }

    [Fact]
    public async Task Thirty_days_of_interest_have_run()
    {
        var account = await Node.AaveV3.Account(DevnetWallet.Borrower.Address);

        Assert.InRange(account.Debt, 1_545_000_000_000 + 1_000_000_000, 1_545_000_000_000 * 11 / 10);
    }

    [Fact]
    public async Task A_crash_makes_a_loan_liquidatable_and_a_liquidation_repays_half_of_it()
    {
        var borrower = DevnetWallet.Borrower.Address;
        Assert.Equal("45", await Node.AaveV3.TryLiquidate(borrower, "WETH", "USDC"));

        await Node.MovePrice("ETH", 0.624m);
        var before = await Node.AaveV3.Account(borrower);
        Assert.Null(await Node.AaveV3.TryLiquidate(borrower, "WETH", "USDC"));
        await Node.AaveV3.Liquidate(borrower, "WETH", "USDC");

        var after = await Node.AaveV3.Account(borrower);
        Assert.InRange(before.HealthFactor, BigInteger.Pow(10, 18) * 95 / 100, BigInteger.Pow(10, 18));
        Assert.InRange((double)after.Debt / (double)before.Debt, 0.4999, 0.5001);
    }

    [Fact]
    public async Task Only_the_debt_that_isolation_allows_can_be_borrowed_against_the_isolated_asset()
    {
        var isolated = DevnetWallet.Isolated.Address;

        var refused = await Node.AaveV3.Pool.Objection(isolated, "borrow", Node.Tokens.Wbtc.Address, 1, 2, 0, isolated);

        Assert.Equal("60", refused);
    }

    [Fact]
    public async Task One_feed_moves_the_oracle()
    {
        await Node.SetPrice("WBTC", 41_234.5m);

        Assert.Equal(4_123_450_000_000, await Node.AaveV3.Oracle.Get<BigInteger>("getAssetPrice", Node.Tokens.Wbtc.Address));
    }
}
