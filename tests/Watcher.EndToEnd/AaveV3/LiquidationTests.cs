using Watcher.Devnet;
using Watcher.Positions;

namespace Watcher.EndToEnd.AaveV3;

public sealed class LiquidationTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    static readonly Address Wallet = DevnetWallet.Borrower.Address;

    [Fact]
    public async Task A_liquidation_since_the_last_reading_is_told_with_its_amounts()
    {
        var (before, debt, taken) = ((await Node.Head()).Number, await Debt(), await OfLiquidator());
        await Liquidate();
        using var watch = new MarketWatch(Node);

        var told = Assert.Single((await watch.Read(Wallet, since: before)).Events);

        Assert.Equal(("liquidated", $"devnet/aave-v3/main/{Wallet}"), (told.Kind, told.Position));
        Assert.Equal((Node.Tokens.Weth.Address.ToString(), Node.Tokens.Usdc.Address.ToString()), (told.Details["collateralAsset"], told.Details["debtAsset"]));
        Assert.Equal(Node.Tokens.Usdc.Units(5_000).ToString(), told.Details["debtToCover"]);
        Assert.Equal((await OfLiquidator() - taken).ToString(), told.Details["liquidatedCollateralAmount"]);
        Assert.Contains("repaid 5000 USDC of debt", told.Summary, StringComparison.Ordinal);
        Assert.InRange(debt - await Debt(), Node.Tokens.Usdc.Units(4_990), Node.Tokens.Usdc.Units(5_000));
    }

    [Fact]
    public async Task It_is_told_once_and_to_nobody_else()
    {
        await Liquidate();
        var after = (await Node.Head()).Number;
        await Node.Mine();
        using var watch = new MarketWatch(Node);
        Assert.Empty((await watch.Read(Wallet, since: after)).Events);
        Assert.Empty((await watch.Read(DevnetWallet.Mixed.Address, since: 0)).Events);
    }

    [Fact]
    public async Task One_that_was_reorganised_away_is_not_told()
    {
        var before = (await Node.Head()).Number;
        await Liquidate();
        await Node.Reorg(1);
        using var watch = new MarketWatch(Node);
        Assert.Empty((await watch.Read(Wallet, since: before)).Events);
    }

    [Fact]
    public async Task A_first_reading_tells_of_no_events()
    {
        await Liquidate();
        using var watch = new MarketWatch(Node);
        Assert.Empty((await watch.Read(Wallet)).Events);
        Assert.Equal(0, watch.Wire.LogSearches);
    }

    [Fact]
    public async Task One_search_serves_all_wallets()
    {
        await Node.Mine();
        using var watch = new MarketWatch(Node);
        await watch.ReadAll(DevnetWallet.All.Select(wallet => wallet.Address), since: (await Node.Head()).Number - 1);
        Assert.Equal(1, watch.Wire.LogSearches);
    }

    async Task Liquidate()
    {
        await Node.MovePrice("ETH", 0.6m);
        await Node.AaveV3.Liquidate(Wallet, "WETH", "USDC", Node.Tokens.Usdc.Units(5_000));
    }

    Task<BigInteger> OfLiquidator() => Node.Tokens.Weth.Contract.Get<BigInteger>("balanceOf", DevnetAccount.Named("liquidator"));

    async Task<BigInteger> Debt()
    {
        using var watch = new MarketWatch(Node);
        return (await watch.Loan(Wallet))!.Legs.Single(leg => leg.Role == LegRole.Debt).Raw;
    }
}
