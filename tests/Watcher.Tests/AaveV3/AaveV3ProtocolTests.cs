using System.Text.Json.Nodes;
using Watcher.Positions;
using Watcher.Protocols.AaveV3;
using Watcher.Settings;
using Xunit;

namespace Watcher.Tests.AaveV3;

public sealed class AaveV3ProtocolTests
{
    static readonly BigInteger Dollar = 100_000_000;

    [Fact]
    public async Task A_pool_of_V3_5_in_emode_is_read_by_its_bitmap_and_judged_without_truncation()
    {
        // member: 1000 at 93.01 %, other: 1 at 80 %, owes 900: (1000 * 9301 + 1 * 8000) / 900 / 10000 = 1.034333...;
        // the average is ⌊9309000 / 1001⌋ = 9299
        var health = Wad.DivHalfUp((1000 * 9301 + 8000) * Dollar, 900 * Dollar) / 10000;
        var market = new FakeMarket(revision: 9)
            .Reserve(0, threshold: 8000, supplied: 1).Reserve(1, threshold: 7000, supplied: 1000).Reserve(2, owed: 900)
            .Account(new(1001 * Dollar, 900 * Dollar, 9299, health), bits: 0b01_10_10, emode: 7);
        market.Contracts.With(FakeMarket.Pool, new GetEModeCategoryCollateralConfig(7), (object)new object[] { 9000, 9301, 10100 });
        market.Contracts.With(FakeMarket.Pool, new GetEModeCategoryCollateralBitmap(7), 0b010);

        var loan = (await market.Loan()).Value!;

        Assert.Null(loan.Disagreement);
        Assert.Equal([new(8000, 4), new(9301, 4), null], loan.Legs.Select(leg => leg.LiquidationThreshold));
        Assert.Equal(health, loan.Rule.Judge(loan.Legs).HealthFactor!.Value.Raw);
        Assert.StartsWith("1.034333333333333333", loan.HealthFactor.ToDecimal().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_that_does_not_tell_its_revision_is_read_as_V3_0()
    {
        var loan = (await new FakeMarket(revision: null).Reserve(0, supplied: 5).Loan()).Value!;
        Assert.IsType<AverageThresholdRule>(loan.Rule);
    }

    [Fact]
    public async Task A_version_we_do_not_know_is_read_as_the_latest_and_held_against_the_pools_answer()
    {
        var loan = (await new FakeMarket(revision: 99).Reserve(0, threshold: 8000, supplied: 5).Account(new(6 * Dollar, 0, 8000, Wad.MaxUint256), bits: 0b10).Loan()).Value!;
        Assert.Contains("collateral 500000000,", loan.Disagreement, StringComparison.Ordinal);
        Assert.Contains("collateral 600000000,", loan.Disagreement, StringComparison.Ordinal);
        Assert.Equal(6 * Dollar, loan.CollateralBase);
    }

    [Fact]
    public async Task What_never_changes_is_remembered_so_that_a_later_reading_is_a_round_shorter()
    {
        var market = new FakeMarket(revision: 8).Reserve(0, supplied: 5).Reserve(1, owed: 2).Account(new(0, 2 * Dollar, 0, 0), bits: 0b01_00);
        await market.Loan();
        Assert.Equal(4, market.Contracts.Rounds);
        var loan = (await market.Loan()).Value!;
        Assert.Equal(4 + 3, market.Contracts.Rounds);
        Assert.Equal<BigInteger>([5, 2], loan.Legs.Select(leg => leg.Raw));
    }

    [Fact]
    public async Task An_asset_that_was_listed_anew_is_read_by_its_new_tokens()
    {
        var market = new FakeMarket(revision: 1).Reserve(0, supplied: 5);
        await market.Loan();
        market.Listed(0, threshold: 8000, FakeMarket.At(999), supplied: 7);
        Assert.Equal(7, Assert.Single((await market.Loan()).Value!.Legs).Raw);
    }

    [Fact]
    public async Task Reserves_after_a_dropped_one_are_found_by_their_own_id()
    {
        var market = new FakeMarket(revision: 1).Reserve(5, threshold: 8000, supplied: 5).Account(new(5 * Dollar, 0, 8000, Wad.MaxUint256), bits: 0b10 << 10);
        var loan = (await market.Loan()).Value!;
        Assert.Equal(LegRole.Collateral, Assert.Single(loan.Legs).Role);
        Assert.Null(loan.Disagreement);
    }

    [Fact]
    public async Task A_price_that_changes_at_a_later_block_is_not_remembered()
    {
        var market = new FakeMarket(revision: 1).Reserve(0, supplied: 5);
        await market.Loan();
        market.Contracts.With(FakeMarket.Oracle, new GetAssetPrice(FakeMarket.Asset(0)), 42);
        Assert.Equal(42, Assert.Single((await market.Loan()).Value!.Legs).OraclePrice);
    }

    [Fact]
    public async Task A_token_that_cannot_be_read_makes_all_of_it_unreadable_never_a_smaller_position()
    {
        var market = new FakeMarket(revision: 1).Reserve(0, supplied: 5).Reserve(1, supplied: 5);
        market.Contracts.WithBytes(FakeMarket.AToken(1), new Watcher.Protocols.Erc20.BalanceOf(FakeMarket.Wallet), null);
        Assert.Equal(FailureReason.Reverted, (await market.Loan()).Failure!.Reason);
    }

    [Fact]
    public async Task A_provider_without_a_contract_is_a_failure_not_an_empty_wallet()
    {
        var market = new FakeMarket(revision: 1);
        market.Contracts.With(FakeMarket.Provider, new GetPool(), FakeMarket.At(12345));
        Assert.Equal(FailureReason.NoCode, (await market.Loan()).Failure!.Reason);
    }

    [Fact]
    public void Settings_are_checked_and_every_problem_is_told()
    {
        var problems = new List<SettingsProblem>();
        var json = new JsonObject { ["PoolAddressProvider"] = FakeMarket.Provider.ToString() };
        AaveV3Protocol.Kind.Create(new("devnet", new(json, "market", problems), FakeAssets.Book()));
        Assert.Equal(
            ["market:Name", "market:PoolAddressProvider", "market:PoolAddressesProvider"], problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.Contains("did you mean 'PoolAddressesProvider'?", problems.Single(problem => problem.Path == "market:PoolAddressProvider").Message, StringComparison.Ordinal);
    }
}
