using Watcher.Devnet;
using Watcher.Positions;

namespace Watcher.EndToEnd.AaveV3;

public sealed class LegsTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    [Fact]
    public async Task A_wallet_with_nothing_in_the_market_has_no_position()
    {
        using var watch = new MarketWatch(Node);
        Assert.Null(await watch.Loan(DevnetWallet.Empty.Address));
    }

    [Fact]
    public async Task A_supply_that_is_no_collateral_is_seen_beside_the_collateral()
    {
        var wbtc = Assert.Single(await Legs(DevnetWallet.Mixed.Address), leg => leg.Asset.Symbol == "WBTC");
        Assert.Equal((LegRole.Supplied, 50_000_000), (wbtc.Role, wbtc.Raw));
        Assert.Null(wbtc.LiquidationThreshold);
    }

    [Fact]
    public async Task A_supply_that_is_no_collateral_is_seen_where_the_wallet_has_no_bit_at_all()
    {
        var saver = DevnetAccount.Named("saver without collateral");
        await Node.AaveV3.Supply(saver, "DAI", 100);
        await Node.AaveV3.Pool.Send(saver, "setUserUseReserveAsCollateral", Node.Tokens.Dai.Address, false);
        var configuration = await Node.AaveV3.Pool.Call("getUserConfiguration", saver);
        Assert.Equal(BigInteger.Zero, ((object[])configuration[0])[0]);

        Assert.Equal(LegRole.Supplied, Assert.Single(await Legs(saver)).Role);
    }

    [Fact]
    public async Task A_loan_without_debt_has_the_health_factor_that_the_pool_answers()
    {
        using var watch = new MarketWatch(Node);
        Assert.Equal(Wad.MaxUint256, (await watch.Loan(DevnetWallet.Supplier.Address))!.HealthFactor.Raw);
    }

    [Fact]
    public async Task In_emode_members_have_the_categorys_threshold()
    {
        var wsteth = Assert.Single(await Legs(DevnetWallet.Looper.Address), leg => leg.Role == LegRole.Collateral);
        var category = (object[])(await Node.AaveV3.Pool.Call("getEModeCategoryData", 1))[0];
        Assert.Equal(new BigDecimal((BigInteger)category[1], 4), wsteth.LiquidationThreshold);
    }

    [Fact]
    public async Task An_emode_with_a_price_source_of_its_own_prices_all_its_members_by_it()
    {
        var source = Node.Tokens.Dai.Address;
        await Node.AaveV3.Configurator.Send(DevnetNode.Admin, "setEModeCategory", 1, 9_300, 9_500, 10_100, source, "ETH correlated");
        using var watch = new MarketWatch(Node);
        var loan = (await watch.Loan(DevnetWallet.Looper.Address))!;
        var price = await Node.AaveV3.Oracle.Get<BigInteger>("getAssetPrice", source);
        Assert.All(loan.Legs, leg => Assert.Equal(price, leg.OraclePrice));
        Assert.Null(loan.Disagreement);
    }

    [Fact]
    public async Task In_isolation_only_the_isolated_asset_is_collateral()
    {
        await Node.AaveV3.Supply(DevnetWallet.Isolated.Address, "WETH", 1);
        var supplies = (await Legs(DevnetWallet.Isolated.Address)).Where(leg => leg.Role != LegRole.Debt);
        Assert.Equal([("LINK", LegRole.Collateral), ("WETH", LegRole.Supplied)], supplies.Select(leg => (leg.Asset.Symbol!, leg.Role)).Order());
    }

    [Fact]
    public async Task Stable_debt_is_a_leg_with_the_rate_it_was_taken_at()
    {
        await Node.AccrueInterest(TimeSpan.FromDays(30));
        var debt = Assert.Single(await Legs(DevnetWallet.Fixed.Address), leg => leg.Role == LegRole.Debt);
        var held = await Node.AaveV3.DataProvider.Call("getUserReserveData", Node.Tokens.Dai.Address, DevnetWallet.Fixed.Address);
        Assert.Equal(((BigInteger)held[1], (BigInteger)held[5]), (debt.Raw, debt.RatePerYear.Raw));
        Assert.True(debt.Raw > Node.Tokens.Dai.Units(20_000));
    }

    [Fact]
    public async Task Each_leg_carries_its_reserves_rate_and_the_oracles_price()
    {
        var legs = await Legs(DevnetWallet.Borrower.Address);
        var (weth, usdc) = (Assert.Single(legs, leg => leg.Role == LegRole.Collateral), Assert.Single(legs, leg => leg.Role == LegRole.Debt));
        Assert.Equal((await Rates(Node.Tokens.Weth)).Supply, weth.RatePerYear.Raw);
        Assert.Equal((await Rates(Node.Tokens.Usdc)).Borrow, usdc.RatePerYear.Raw);
        Assert.Equal(await Node.Tokens.Weth.Feed.Answer(), weth.OraclePrice);
        Assert.Equal(await Node.Tokens.Usdc.Feed.Answer(), usdc.OraclePrice);
    }

    [Fact]
    public async Task Receipts_are_the_tokens_of_the_whole_market()
    {
        using var watch = new MarketWatch(Node);
        var receipts = (await watch.Loan(DevnetWallet.Borrower.Address))!.Receipts;
        foreach (var token in Node.Tokens.All)
            Assert.All(await Node.AaveV3.DataProvider.Call("getReserveTokensAddresses", token.Address), receipt => Assert.Contains((Address)receipt, receipts));
    }

    async Task<(BigInteger Supply, BigInteger Borrow)> Rates(Token token)
    {
        var data = (object[])(await Node.AaveV3.Pool.Call("getReserveData", token.Address))[0];
        return ((BigInteger)data[2], (BigInteger)data[4]);
    }

    async Task<List<LoanLeg>> Legs(Address wallet)
    {
        using var watch = new MarketWatch(Node);
        return [.. (await watch.Loan(wallet))!.Legs];
    }
}
