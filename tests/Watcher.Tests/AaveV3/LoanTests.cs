using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Positions;
using Watcher.Protocols.AaveV3;
using Xunit;

namespace Watcher.Tests.AaveV3;

public sealed class LoanTests
{
    static readonly Address Wallet = Address.Parse("0x00000000000000000000000000000000000000aa");
    static readonly Market Market = new("test", "main", Address.Zero, new AssetBook([]));
    static readonly BigInteger Dollar = 100_000_000;

    [Fact]
    public void A_wallet_with_nothing_has_no_position() =>
        Assert.Null(LoanOf(Pool(revision: 1), [Reserve(0, 8000)]));

    [Fact]
    public void A_supply_without_its_bit_is_no_collateral()
    {
        var loan = LoanOf(Pool(revision: 1), [Reserve(0, 8000, supplied: 5)])!;
        var leg = Assert.Single(loan.Legs);
        Assert.Equal(LegRole.Supplied, leg.Role);
        Assert.Null(leg.LiquidationThreshold);
    }

    [Fact]
    public void In_isolation_mode_only_the_asset_with_its_bit_is_collateral()
    {
        var loan = LoanOf(Pool(revision: 1, CollateralBit(1)), [Reserve(0, 8000, supplied: 5), Reserve(1, 5000, supplied: 7)])!;
        Assert.Equal([LegRole.Supplied, LegRole.Collateral], loan.Legs.Select(leg => leg.Role));
    }

    [Fact]
    public void Bits_go_by_the_reserves_own_id_not_by_its_place_in_the_list()
    {
        var loan = LoanOf(Pool(revision: 1, CollateralBit(9)), [Reserve(9, 8000, supplied: 5)])!;
        Assert.Equal(LegRole.Collateral, Assert.Single(loan.Legs).Role);
    }

    [Theory]
    [InlineData(9, LegRole.Supplied)]
    [InlineData(10, LegRole.Collateral)]
    public void An_asset_without_a_threshold_of_its_own_counts_since_V3_6(int revision, LegRole role)
    {
        var emode = new EMode(2, 9300, Members: 1, Price: null);
        var loan = LoanOf(Pool(revision, CollateralBit(0)), [Reserve(0, threshold: 0, supplied: 5)], emode)!;
        Assert.Equal(role, Assert.Single(loan.Legs).Role);
    }

    [Fact]
    public void Until_V3_1_a_member_of_the_emode_names_the_category_itself()
    {
        var emode = new EMode(2, 9300, Members: null, Price: null);
        var loan = LoanOf(Pool(revision: 4, CollateralBit(0) | CollateralBit(1)),
            [Reserve(0, 8000, category: 2, supplied: 5), Reserve(1, 7000, category: 1, supplied: 5)], emode)!;
        Assert.Equal([new BigDecimal(9300, 4), new BigDecimal(7000, 4)], loan.Legs.Select(leg => leg.LiquidationThreshold!.Value));
    }

    [Fact]
    public void Since_V3_2_the_emode_names_its_members_whatever_the_assets_say()
    {
        var emode = new EMode(2, 9300, Members: 0b10, Price: null);
        var loan = LoanOf(Pool(revision: 5, CollateralBit(0) | CollateralBit(1)),
            [Reserve(0, 8000, category: 2, supplied: 5), Reserve(1, 7000, category: 1, supplied: 5)], emode)!;
        Assert.Equal([new BigDecimal(8000, 4), new BigDecimal(9300, 4)], loan.Legs.Select(leg => leg.LiquidationThreshold!.Value));
    }

    [Fact]
    public void A_categorys_own_price_stands_for_its_members_on_both_sides()
    {
        var emode = new EMode(2, 9300, Members: null, Price: 77);
        var loan = LoanOf(Pool(revision: 1, CollateralBit(0)),
            [Reserve(0, 8000, category: 2, supplied: 5, variable: 1), Reserve(1, 8000, category: 0, supplied: 5)], emode)!;
        Assert.Equal<BigInteger>([77, 77, Dollar], loan.Legs.Select(leg => leg.OraclePrice));
    }

    // Since V3.5 a supply is rounded down and a debt up: never in the account's favour.
    [Theory]
    [InlineData(8, AccrualRounding.HalfUp, AccrualRounding.HalfUp)]
    [InlineData(9, AccrualRounding.Down, AccrualRounding.Up)]
    public void Supplies_and_variable_debts_grow_by_the_reserves_indices_and_stable_debts_by_none(int revision, AccrualRounding supply, AccrualRounding debt)
    {
        var loan = LoanOf(Pool(revision), [Reserve(0, 8000, supplied: 5, variable: 3, stable: 2)])!;
        Assert.Equal([new(Ray.One, supply), new(2 * Ray.One, debt), null], loan.Legs.Select(leg => leg.Accrual));
    }

    [Fact]
    public void Outside_emode_no_asset_is_a_member() => Assert.False(EMode.None.Contains(Reserve(0, 8000).Reserve));

    [Fact]
    public void Each_leg_has_its_own_rate()
    {
        var loan = LoanOf(Pool(revision: 1), [Reserve(0, 8000, supplied: 5, variable: 2, stable: 3)])!;
        Assert.Equal<(LegRole, BigInteger, BigInteger)>(
            [(LegRole.Supplied, 5, 11), (LegRole.Debt, 2, 12), (LegRole.Debt, 3, 13)],
            loan.Legs.Select(leg => (leg.Role, leg.Raw, leg.RatePerYear.Raw)));
    }

    [Fact]
    public void The_tokens_of_all_reserves_are_receipts()
    {
        var reserves = ImmutableArray.Create(Reserve(0, 8000, supplied: 5), Reserve(1, 8000));
        Assert.Equal(reserves.SelectMany(reserve => reserve.Reserve.Identity.Tokens), LoanOf(Pool(revision: 1), reserves)!.Receipts);
    }

    [Fact]
    public void An_oracle_that_fails_for_an_asset_of_the_wallet_fails_the_reading()
    {
        var failed = Assert.Throws<ReadFailedException>(() => LoanOf(Pool(revision: 1), [Unpriced(Reserve(0, 8000, supplied: 5))]));
        Assert.Equal(FailureReason.Reverted, failed.Failure.Reason);
    }

    [Fact]
    public void An_oracle_that_fails_for_an_asset_the_wallet_has_nothing_of_does_not_matter()
    {
        var loan = LoanOf(Pool(revision: 1), [Unpriced(Reserve(0, 8000)), Reserve(1, 8000, supplied: 5)])!;
        Assert.Single(loan.Legs);
    }

    [Fact]
    public void A_breakdown_that_equals_the_pools_answer_is_no_disagreement()
    {
        // 1000 at 1 USD, 80 %; owes 400: 800 / 400 = 2
        var pool = new AccountData(1000 * Dollar, 400 * Dollar, 8000, 2 * Wad.One);
        var loan = LoanOf(new(pool, new(CollateralBit(0) | BorrowBit(1)), 0, new(1)), [Reserve(0, 8000, supplied: 1000), Reserve(1, 0, variable: 400)])!;
        Assert.Null(loan.Disagreement);
        Assert.Equal(2 * Wad.One, loan.HealthFactor.Raw);
    }

    [Fact]
    public void A_breakdown_that_differs_tells_both_and_the_pools_answer_stands()
    {
        var pool = new AccountData(1000 * Dollar, 401 * Dollar, 8000, 2 * Wad.One);
        var loan = LoanOf(new(pool, new(CollateralBit(0) | BorrowBit(1)), 0, new(1)), [Reserve(0, 8000, supplied: 1000), Reserve(1, 0, variable: 400)])!;
        Assert.Contains("debt 40000000000,", loan.Disagreement, StringComparison.Ordinal);
        Assert.Contains("debt 40100000000,", loan.Disagreement, StringComparison.Ordinal);
        Assert.Equal(401 * Dollar, loan.DebtBase);
    }

    [Theory]
    [InlineData("100000000", 8)]
    [InlineData("1", 0)]
    public void The_oracles_unit_tells_its_decimals(string unit, int decimals) =>
        Assert.Equal(decimals, OracleCurrency.Decimals(BigInteger.Parse(unit)));

    [Theory]
    [InlineData("1000000000000000000")]
    [InlineData("0")]
    [InlineData("200000000")]
    public void An_oracle_that_does_not_quote_in_dollars_is_unsupported(string unit) =>
        Assert.Equal(FailureReason.Unsupported,
            Assert.Throws<ReadFailedException>(() => OracleCurrency.Decimals(BigInteger.Parse(unit))).Failure.Reason);

    static LendingPosition? LoanOf(Account account, ImmutableArray<Holding> holdings, EMode? emode = null) =>
        Loan.Of(Market, Wallet, account, holdings, emode ?? EMode.None, Dollar, Loan.Receipts(holdings));

    static Account Pool(int revision, BigInteger bits = default) => new(new(0, 0, 0, Wad.MaxUint256), new(bits), 0, new(revision));

    static BigInteger BorrowBit(int reserve) => BigInteger.One << (2 * reserve);

    static BigInteger CollateralBit(int reserve) => BigInteger.One << (2 * reserve + 1);

    /// <summary>A reserve of whole tokens at one dollar each.</summary>
    static Holding Reserve(int id, int threshold, int category = 0, int supplied = 0, int variable = 0, int stable = 0)
    {
        var configuration = new ReserveConfiguration(((BigInteger)threshold << 16) | ((BigInteger)category << 168));
        var identity = new ReserveIdentity(id, Token(id, 1), Token(id, 2), Token(id, 3));
        var listing = new Listing(new("test", Token(id, 0), $"T{id}", 0), new(identity, configuration, new(11), new(12)),
            Outcome.Of(Dollar), new(Outcome.Of(Ray.One), Outcome.Of(2 * Ray.One)));
        return new(listing, new(supplied, variable, stable, new(13)));
    }

    static Holding Unpriced(Holding holding) =>
        holding with { Listing = holding.Listing with { Price = Outcome.Failed<BigInteger>(new(FailureReason.Reverted, "no price")) } };

    static Address Token(int id, int kind) => new([.. new byte[18], (byte)id, (byte)kind]);
}
