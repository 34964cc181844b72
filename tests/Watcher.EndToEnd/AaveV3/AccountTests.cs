using Watcher.Devnet;
using Watcher.Positions;

namespace Watcher.EndToEnd.AaveV3;

/// <summary>What we report of a loan is what the pool and its tokens answer, to the last digit.</summary>
public sealed class AccountTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public static TheoryData<string> Times => ["at the start", "after a crash", "after a month", "after a crash, a month and a rally", "after a crash that was reorganised away"];

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Every_wallets_figures_are_the_pools_own(string when)
    {
        await Bring(when);
        using var watch = new MarketWatch(Node);
        foreach (var wallet in DevnetWallet.All)
        {
            var account = await Node.AaveV3.Account(wallet.Address);
            if (await watch.Loan(wallet.Address) is not { } loan)
            {
                Assert.Equal((0, 0), (account.Collateral, account.Debt));
                continue;
            }
            Assert.Equal((account.Collateral, account.Debt, account.HealthFactor), (loan.CollateralBase, loan.DebtBase, loan.HealthFactor.Raw));
            Assert.Equal(new BigDecimal(account.LiquidationThreshold, 4), loan.LiquidationThreshold);
        }
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Our_own_breakdown_comes_to_the_same(string when)
    {
        await Bring(when);
        using var watch = new MarketWatch(Node);
        var loans = 0;
        foreach (var wallet in DevnetWallet.All)
        {
            if (await watch.Loan(wallet.Address) is not { } loan) continue;
            var account = await Node.AaveV3.Account(wallet.Address);
            var ours = loan.Rule.Evaluate(loan.Legs);
            Assert.Equal((account.Collateral, account.Debt), (ours.Collateral, ours.Debt));
            Assert.Equal(account.HealthFactor, ours.HealthFactor?.Raw ?? Wad.MaxUint256);
            Assert.Equal(account.HealthFactor < Wad.One, ours.Liquidatable);
            Assert.Null(loan.Disagreement);
            loans++;
        }
        Assert.True(loans >= 6, $"only {loans} wallets have a position");
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Every_amount_is_the_tokens_own_balance_with_interest_to_the_block(string when)
    {
        await Bring(when);
        using var watch = new MarketWatch(Node);
        foreach (var wallet in DevnetWallet.All)
        {
            var loan = await watch.Loan(wallet.Address);
            foreach (var token in Node.Tokens.All)
            {
                // currentATokenBalance, currentStableDebt, currentVariableDebt, ..., usageAsCollateralEnabled
                var held = await Node.AaveV3.DataProvider.Call("getUserReserveData", token.Address, wallet.Address);
                var legs = loan?.Legs.Where(leg => leg.Asset.Address == token.Address).ToList() ?? [];
                Assert.Equal((BigInteger)held[0], Sum(legs.Where(leg => leg.Role != LegRole.Debt)));
                Assert.Equal((BigInteger)held[1] + (BigInteger)held[2], Sum(legs.Where(leg => leg.Role == LegRole.Debt)));
                Assert.Equal((bool)held[8], legs.Any(leg => leg.Role == LegRole.Collateral));
            }
        }
    }

    [Fact]
    public async Task Of_many_loans_each_breakdown_comes_to_the_pools_answer()
    {
        var wallets = await Node.Populate(300, seed: 1);
        await Node.AccrueInterest(Month);
        using var watch = new MarketWatch(Node);
        var loans = (await watch.ReadAll(wallets)).Select(reading => (LendingPosition)reading.Positions.Single()).ToList();
        Assert.Equal(300, loans.Count);
        Assert.All(loans, loan => Assert.Null(loan.Disagreement));
    }

    async Task Bring(string when)
    {
        if (when.Contains("crash", StringComparison.Ordinal)) await Node.MovePrice("ETH", 0.7m);
        if (when.Contains("month", StringComparison.Ordinal)) await Node.AccrueInterest(Month);
        if (when.Contains("rally", StringComparison.Ordinal)) await Node.MovePrice("WBTC", 1.9m);
        if (when.Contains("reorganised", StringComparison.Ordinal)) await Node.Reorg(1);
    }

    static BigInteger Sum(IEnumerable<LoanLeg> legs) => legs.Aggregate(BigInteger.Zero, (sum, leg) => sum + leg.Raw);
}
