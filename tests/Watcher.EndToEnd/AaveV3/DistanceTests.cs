using System.Collections.Immutable;
using Watcher.Devnet;
using Watcher.Positions;
using Watcher.Risk;

namespace Watcher.EndToEnd.AaveV3;

/// <summary>The liquidation distance, proved by the chain: one step before our price the pool refuses to liquidate, at our price it does.</summary>
public sealed class DistanceTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    const string HealthFactorNotBelowThreshold = "45";

    /// <summary>Prices that move together move by factors in steps of this.</summary>
    static readonly BigInteger FactorUnit = BigInteger.Pow(10, 12);

    public static TheoryData<string> Debtors =>
    [
        DevnetWallet.Borrower.Name, DevnetWallet.Looper.Name, DevnetWallet.Mixed.Name, DevnetWallet.Isolated.Name, DevnetWallet.Fixed.Name,
    ];

    [Theory]
    [MemberData(nameof(Debtors))]
    public async Task Each_assets_price_is_the_first_that_liquidates(string debtor)
    {
        using var watch = new MarketWatch(Node);
        await ProveAssets(watch, DevnetAccount.Named(debtor));
    }

    [Theory]
    [MemberData(nameof(Debtors))]
    public async Task Each_assets_price_is_the_first_that_liquidates_after_a_month_of_interest(string debtor)
    {
        await Node.AccrueInterest(TimeSpan.FromDays(30));
        using var watch = new MarketWatch(Node);
        await ProveAssets(watch, DevnetAccount.Named(debtor));
    }

    [Fact]
    public async Task Each_assets_price_is_the_first_that_liquidates_for_many_loans()
    {
        using var watch = new MarketWatch(Node);
        foreach (var wallet in await Node.Populate(12, seed: 7)) await ProveAssets(watch, wallet);
    }

    [Fact]
    public async Task A_groups_factor_is_the_first_that_liquidates()
    {
        using var watch = new MarketWatch(Node);
        var loan = (await watch.Loan(DevnetWallet.Mixed.Address))!;
        var change = LiquidationSearch.Of(loan, watch.Assets).ByGroup.Single(row => row.Group == "eth").Change;
        await ProveFactor(loan, DevnetWallet.Mixed.Address, change, asset => watch.Assets.GroupOf(asset.Key) == "eth");
    }

    [Fact]
    public async Task The_factor_of_all_but_dollars_is_the_first_that_liquidates()
    {
        using var watch = new MarketWatch(Node);
        var loan = (await watch.Loan(DevnetWallet.Mixed.Address))!;
        var change = LiquidationSearch.Of(loan, watch.Assets).All!.Value;
        await ProveFactor(loan, DevnetWallet.Mixed.Address, change, asset => watch.Assets.GroupOf(asset.Key) != "usd");
    }

    async Task ProveAssets(MarketWatch watch, Address wallet)
    {
        var loan = (await watch.Loan(wallet))!;
        var rows = LiquidationSearch.Of(loan, watch.Assets).ByAsset;
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            var now = loan.Legs.First(leg => leg.Asset.Key == row.Asset.Key).OraclePrice;
            await Prove(loan, wallet,
                before: () => Node.SetPrice(row.Asset.Symbol!, row.OraclePrice + (now - row.OraclePrice).Sign),
                at: () => Node.SetPrice(row.Asset.Symbol!, row.OraclePrice));
        }
    }

    Task ProveFactor(LendingPosition loan, Address wallet, BigDecimal change, Func<Asset, bool> moves)
    {
        var steps = (change * FactorUnit).Normalised();
        Assert.Equal(0, steps.Scale);
        var legs = loan.Legs.Where(leg => leg.Role != LegRole.Supplied && moves(leg.Asset)).DistinctBy(leg => leg.Asset.Key).ToImmutableArray();
        Assert.True(legs.Length > 1);
        return Prove(loan, wallet, before: () => Move(legs, FactorUnit + steps.Unscaled - steps.Sign), at: () => Move(legs, FactorUnit + steps.Unscaled));
    }

    async Task Move(ImmutableArray<LoanLeg> legs, BigInteger factor)
    {
        foreach (var leg in legs) await Node.SetPrice(leg.Asset.Symbol!, leg.OraclePrice * factor / FactorUnit);
    }

    /// <summary>Time stands still meanwhile, so that prices alone decide.</summary>
    async Task Prove(LendingPosition loan, Address wallet, Func<Task> before, Func<Task> at)
    {
        Node.BlockTime = TimeSpan.Zero;
        var (collateral, debt) = (Symbol(loan, LegRole.Collateral), Symbol(loan, LegRole.Debt));
        var start = await Node.Snapshot();

        await before();
        Assert.Equal(HealthFactorNotBelowThreshold, await Node.AaveV3.TryLiquidate(wallet, collateral, debt));
        await at();
        await Node.AaveV3.Liquidate(wallet, collateral, debt);

        await Node.Revert(start);
    }

    static string Symbol(LendingPosition loan, LegRole role) => loan.Legs.First(leg => leg.Role == role).Asset.Symbol!;
}
