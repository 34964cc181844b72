using Watcher.Devnet;
using Watcher.Positions;
using Watcher.Risk;

namespace Watcher.EndToEnd.AaveV3;

/// <summary>The liquidation distance, proved by the chain: one step before our price the pool refuses to liquidate, at our price it does.</summary>
public sealed class DistanceTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    const string HealthFactorNotBelowThreshold = "45";

    public static TheoryData<string> Debtors => [.. new[] { DevnetWallet.Borrower, DevnetWallet.Looper, DevnetWallet.Mixed, DevnetWallet.Isolated, DevnetWallet.Fixed }.Select(wallet => wallet.Name)];

    [Theory]
    [MemberData(nameof(Debtors))]
    public async Task Each_assets_price_is_the_first_that_liquidates(string name)
    {
        Node.BlockTime = TimeSpan.Zero;
        var wallet = DevnetAccount.Named(name);
        using var watch = new MarketWatch(Node);
        var loan = (await watch.Loan(wallet))!;
        var rows = LiquidationSearch.Of(loan, watch.Assets).ByAsset;
        Assert.NotEmpty(rows);
        foreach (var row in rows) await Prove(loan, wallet, row);
    }

    async Task Prove(LendingPosition loan, Address wallet, AssetLiquidation row)
    {
        var now = loan.Legs.First(leg => leg.Asset.Key == row.Asset.Key).OraclePrice;
        var (collateral, debt) = (Symbol(loan, LegRole.Collateral), Symbol(loan, LegRole.Debt));
        var before = await Node.Snapshot();

        await Node.SetPrice(row.Asset.Symbol!, row.OraclePrice + (now - row.OraclePrice).Sign);
        Assert.Equal(HealthFactorNotBelowThreshold, await Node.AaveV3.TryLiquidate(wallet, collateral, debt));
        await Node.SetPrice(row.Asset.Symbol!, row.OraclePrice);
        await Node.AaveV3.Liquidate(wallet, collateral, debt);

        await Node.Revert(before);
    }

    static string Symbol(LendingPosition loan, LegRole role) => loan.Legs.First(leg => leg.Role == role).Asset.Symbol!;
}
