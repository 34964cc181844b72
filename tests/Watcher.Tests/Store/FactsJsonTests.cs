using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class FactsJsonTests
{
    static readonly Address Pool = Address.Parse("0x00000000000000000000000000000000000000bb");
    static readonly Asset Weth = new("devnet", Pool, "WETH", 18);
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

    void ComesBack(Position position)
    {
        var text = json.Write([position]);
        var back = Assert.Single(json.Read(text));
        Assert.IsType(position.GetType(), back);
        // What records compare by is equal but for the arrays; writing again compares those too.
        Assert.Equal(text, json.Write([back]));
        Assert.Equal(position.ToString(), back.ToString());
    }

    sealed record HalfRule(BigInteger CloseFactor, bool Isolated) : SolvencyRule
    {
        public override Solvency Evaluate(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> prices) => default;
    }

    sealed record FlatCurve(BigInteger SqrtPriceX96) : PoolCurve
    {
        public override ImmutableArray<BigDecimal> Spot => [BigDecimal.One];
        public override ImmutableArray<BigDecimal> Targets => [];
        public override ImmutableArray<BigInteger> AmountsAt(ImmutableArray<BigDecimal> spot) => [];
        public override PoolCurve MoveTo(ImmutableArray<BigDecimal> spot) => this;
    }
}
