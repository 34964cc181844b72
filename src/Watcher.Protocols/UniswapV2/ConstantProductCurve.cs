using System.Collections.Immutable;

namespace Watcher.Protocols.UniswapV2;

/// <summary>
/// A wallet's share of a constant-product pair, <c>x * y = k</c> (Uniswap v2 whitepaper). The pair trades on its reserves, but pays its
/// liquidity out of its balances: what was donated since the last trade, or lost by a rebasing token, is the difference.
/// </summary>
/// <param name="Liquidity">The wallet's LP tokens.</param>
/// <param name="Supply">All LP tokens, the protocol fee that the next burn mints included.</param>
/// <param name="Decimals0">Decimals of token 0, for prices of whole units; 0 (raw units) where the token does not tell.</param>
public sealed record ConstantProductCurve(
    BigInteger Reserve0, BigInteger Reserve1, BigInteger Balance0, BigInteger Balance1,
    BigInteger Liquidity, BigInteger Supply, int Decimals0, int Decimals1) : PoolCurve
{
    /// <summary>Enough that the reserves of a rounded price are the contract's very integers, which have at most 34 digits.</summary>
    const int PriceDigits = 40;

    public override ImmutableArray<BigDecimal> Spot =>
        [new BigDecimal(Reserve1 * PowerOfTen.Of(Decimals0), 0).Divide(Reserve0 * PowerOfTen.Of(Decimals1), PriceDigits)];

    public override ImmutableArray<BigDecimal> Targets => [new(5, 1), new(5, 1)];

    /// <summary>What burning the liquidity pays: its part of the pair's balances, rounded down.</summary>
    public ImmutableArray<BigInteger> Amounts => [Liquidity * Balance0 / Supply, Liquidity * Balance1 / Supply];

    public override ImmutableArray<BigInteger> AmountsAt(ImmutableArray<BigDecimal> spot) => At(spot).Amounts;

    public override PoolCurve MoveTo(ImmutableArray<BigDecimal> spot) => At(spot);

    public override PoolCurve SharedPart() => this with { Liquidity = 0 };

    public override PoolCurve OwnPart() => new ConstantProductCurve(0, 0, 0, 0, Liquidity, 0, 0, 0);

    public override PoolCurve On(PoolCurve shared) => (ConstantProductCurve)shared with { Liquidity = Liquidity };

    /// <summary><c>x = √(k / p)</c> and <c>y = √(k * p)</c> at the raw price <c>p = price * 10^(d1 - d0)</c>, to the nearest unit; what differs from the reserves stays.</summary>
    ConstantProductCurve At(ImmutableArray<BigDecimal> spot)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(spot[0], BigDecimal.Zero);
        var k = Reserve0 * Reserve1;
        var numerator = spot[0].Unscaled * PowerOfTen.Of(Decimals1);
        var denominator = PowerOfTen.Of(spot[0].Scale + Decimals0);
        var reserve0 = SquareRoot.Nearest(k * denominator, numerator);
        var reserve1 = SquareRoot.Nearest(k * numerator, denominator);
        return this with
        {
            Reserve0 = reserve0,
            Reserve1 = reserve1,
            Balance0 = BigInteger.Max(0, reserve0 + Balance0 - Reserve0),
            Balance1 = BigInteger.Max(0, reserve1 + Balance1 - Reserve1),
        };
    }
}
