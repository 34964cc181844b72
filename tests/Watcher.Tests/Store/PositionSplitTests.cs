using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class PositionSplitTests
{
    static readonly Address Pool = Address.Parse("0x00000000000000000000000000000000000000bb");
    static readonly Asset Weth = new("devnet", Pool, "WETH", 18);
    readonly List<Asset> assets = [];
    readonly List<ImmutableArray<Address>> receipts = [];
    readonly FactsJson json = new([typeof(HalfRule), typeof(FlatCurve)]);

    [Fact]
    public void A_wallet_comes_back_whole() => ComesBack(
        new WalletPosition("devnet/wallet/0xaa", "wallet", "", [new(LegRole.Balance, new("devnet", null, "ETH", null), BigInteger.Pow(2, 255))]));

    [Fact]
    public void A_loan_comes_back_whole_with_its_protocol_s_own_rule() => ComesBack(
        new LendingPosition("devnet/aave-v3/main/0xaa", "aave-v3", "main",
            [new LoanLeg(LegRole.Collateral, Weth, 5, 300_000_000_000, BigDecimal.Parse("0.825"), new Ray(BigInteger.Pow(10, 25)))])
        {
            OracleDecimals = 8,
            OracleUnitUsd = BigDecimal.Parse("0.5"),
            Rule = new HalfRule(500, true),
            CollateralBase = 7,
            DebtBase = 3,
            HealthFactor = new(Wad.MaxUint256),
            LiquidationThreshold = BigDecimal.Parse("0.825"),
            Disagreement = "7 is not 8",
            Receipts = [Pool],
        });

    [Fact]
    public void A_share_of_a_pool_comes_back_whole_with_its_protocol_s_own_curve() => ComesBack(
        new LiquidityPosition("devnet/uniswap-v3/uniswap/7", "uniswap-v3", "uniswap", [new(LegRole.Token, Weth, 5), new(LegRole.Fee, Weth, 1)])
        {
            Pool = Pool,
            Curve = new FlatCurve(BigInteger.Pow(2, 96)),
            Share = BigDecimal.Parse("0.000000000000000000001"),
            Range = new(7, -887272, -60, 60),
        });

    [Fact]
    public void Every_shipped_protocol_s_facts_are_told_apart_by_name()
    {
        var names = Watcher.Protocols.Protocols.All.SelectMany(kind => kind.Facts).Select(fact => fact.Name).ToList();
        Assert.NotEmpty(names);
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void What_every_wallet_is_told_alike_is_no_part_of_what_is_a_position_s_own()
    {
        var (one, other) = (Growing(raw: 105, index: 1.05m), Growing(raw: 110, index: 1.1m));
        Assert.Equal(Own(one), Own(other));
        Assert.Equal(Loan(one).ToString(), Back(Loan(one)).ToString());
        Assert.Equal(110, Assert.Single(Assert.IsType<LendingPosition>(Back(Loan(other))).Legs).Raw);
    }

    [Fact]
    public void A_position_that_was_told_something_else_keeps_its_own()
    {
        var shared = new SharedFacts();
        var usual = Loan(Growing(raw: 105, index: 1.05m));
        var odd = Loan(Growing(raw: 107, index: 1.07m) with { OraclePrice = 9, RatePerYear = new(9) });
        var stored = new[] { usual, odd }.Select(Split(shared).Of).ToList();
        Assert.Equal([usual.ToString(), odd.ToString()], stored.Select(own => Join(shared).Of(own).ToString()));
        Assert.Equal(usual.Legs.Concat(odd.Legs), stored.SelectMany(own => Assert.IsType<LendingPosition>(Join(shared).Of(own)).Legs));
    }

    [Fact]
    public void An_amount_that_does_not_follow_from_the_index_is_kept_raw()
    {
        // 7 / 2 = 3.5: no scaled amount.
        var loan = Loan(Growing(raw: 7, index: 2m));
        Assert.Equal(7, Assert.Single(Assert.IsType<LendingPosition>(Back(loan)).Legs).Raw);
    }

    [Fact]
    public void Answers_of_the_contract_that_its_rule_does_not_give_are_kept()
    {
        var loan = Loan(Growing(raw: 105, index: 1.05m)) with { CollateralBase = 1, DebtBase = 2, HealthFactor = new(3), LiquidationThreshold = BigDecimal.Parse("0.4") };
        Assert.Equal(loan.ToString(), Back(loan).ToString());
    }

    static LoanLeg Growing(BigInteger raw, decimal index) =>
        new(LegRole.Collateral, Weth, raw, (BigInteger)(index * 100), BigDecimal.Parse("0.825"), new Ray((BigInteger)(index * 1000)))
        {
            Accrual = new(Ray.One * (BigInteger)(index * 100) / 100, AccrualRounding.HalfUp),
        };

    static LendingPosition Loan(LoanLeg leg) => new("devnet/aave-v3/main/0xaa", "aave-v3", "main", [leg])
    {
        OracleDecimals = 8,
        Rule = new HalfRule(500, true),
        CollateralBase = 0,
        DebtBase = 0,
        HealthFactor = new(Wad.MaxUint256),
        LiquidationThreshold = default,
    };

    string Own(LoanLeg leg) => System.Text.Encoding.UTF8.GetString(json.Write([Split(new()).Of(Loan(leg))]));

    void ComesBack(Position position)
    {
        var back = Back(position);
        Assert.IsType(position.GetType(), back);
        // What records compare by is equal but for the arrays; their elements are held one by one.
        Assert.Equal(position.ToString(), back.ToString());
        Assert.Equal(Legs(position), Legs(back));
        Assert.Equal(position.Receipts, back.Receipts);
    }

    /// <summary>Taken apart, written as JSON, read and put together again.</summary>
    Position Back(Position position)
    {
        var shared = new SharedFacts();
        var text = System.Text.Encoding.UTF8.GetString(json.Write([Split(shared).Of(position)]));
        return Join(shared).Of(Assert.Single(json.Positions(text)));
    }

    static IEnumerable<Leg> Legs(Position position) => position switch
    {
        WalletPosition wallet => wallet.Legs,
        LendingPosition loan => loan.Legs,
        _ => ((LiquidityPosition)position).Legs,
    };

    PositionSplit Split(SharedFacts shared) => new(shared, asset => Number(assets, asset), list => Number(receipts, list));

    PositionJoin Join(SharedFacts shared) => new(shared, id => assets[(int)id], id => receipts[(int)id]);

    static long Number<T>(List<T> known, T value)
    {
        if (!known.Contains(value)) known.Add(value);
        return known.IndexOf(value);
    }

    sealed record HalfRule(BigInteger CloseFactor, bool Isolated) : SolvencyRule
    {
        public override Solvency Evaluate(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices) => default;
    }

    sealed record FlatCurve(BigInteger SqrtPriceX96) : PoolCurve
    {
        public override ImmutableArray<BigDecimal> Spot => [BigDecimal.One];
        public override ImmutableArray<BigDecimal> Targets => [];
        public override ImmutableArray<BigInteger> AmountsAt(ImmutableArray<BigDecimal> spot) => [];
        public override PoolCurve MoveTo(ImmutableArray<BigDecimal> spot) => this;
    }
}
