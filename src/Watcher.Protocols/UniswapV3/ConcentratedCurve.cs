using System.Collections.Immutable;

namespace Watcher.Protocols.UniswapV3;

/// <summary>
/// One position's liquidity <c>L</c> on the curve of a Uniswap V3 pool, <c>(x + L/√Pb)(y + L√Pa) = L²</c> within its range
/// (Uniswap v3 whitepaper, section 2). Square-root prices are raw, Q64.96 as the contract's; fees are no part of the curve.
/// </summary>
/// <param name="Decimals0">Decimals of token 0, for prices of whole units; 0 (raw units) where the token does not tell.</param>
public sealed record ConcentratedCurve(
    BigInteger Liquidity, BigInteger SqrtPrice, BigInteger SqrtLower, BigInteger SqrtUpper, int Decimals0, int Decimals1) : PoolCurve
{
    /// <summary>Enough that the square root of a rounded price is the contract's very integer, which has at most 49 digits.</summary>
    const int PriceDigits = 52;

    static readonly BigInteger Q96 = BigInteger.One << 96;

    public override ImmutableArray<BigDecimal> Spot => [PriceOf(SqrtPrice)];

    public override ImmutableArray<BigDecimal> Targets => [new(5, 1), new(5, 1)];

    public override (BigDecimal Low, BigDecimal High)? Range => (PriceOf(SqrtLower), PriceOf(SqrtUpper));

    /// <summary>What burning all of the liquidity pays, rounded down as <c>SqrtPriceMath.getAmount0Delta</c> and <c>getAmount1Delta</c> do.</summary>
    public ImmutableArray<BigInteger> Amounts
    {
        get
        {
            var price = BigInteger.Clamp(SqrtPrice, SqrtLower, SqrtUpper);
            return [(Liquidity << 96) * (SqrtUpper - price) / SqrtUpper / price, Liquidity * (price - SqrtLower) >> 96];
        }
    }

    public override ImmutableArray<BigInteger> AmountsAt(ImmutableArray<BigDecimal> spot) => At(spot).Amounts;

    public override PoolCurve MoveTo(ImmutableArray<BigDecimal> spot) => At(spot);

    public override PoolCurve SharedPart() => this with { Liquidity = 0, SqrtLower = 0, SqrtUpper = 0 };

    public override PoolCurve OwnPart() => this with { SqrtPrice = 0, Decimals0 = 0, Decimals1 = 0 };

    public override PoolCurve On(PoolCurve shared) =>
        (ConcentratedCurve)shared with { Liquidity = Liquidity, SqrtLower = SqrtLower, SqrtUpper = SqrtUpper };

    ConcentratedCurve At(ImmutableArray<BigDecimal> spot) => this with { SqrtPrice = SqrtPriceOf(spot[0]) };

    /// <summary><c>(√P / 2^96)² * 10^(d0 - d1)</c>.</summary>
    BigDecimal PriceOf(BigInteger sqrtPrice) =>
        new BigDecimal(sqrtPrice * sqrtPrice * PowerOfTen.Of(Decimals0), 0).Divide(Q96 * Q96 * PowerOfTen.Of(Decimals1), PriceDigits);

    /// <summary>The other way round, to the nearest integer within what a pool's price can be.</summary>
    BigInteger SqrtPriceOf(BigDecimal price)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(price, BigDecimal.Zero);
        var sqrtPrice = SquareRoot.Nearest(
            price.Unscaled * Q96 * Q96 * PowerOfTen.Of(Decimals1), PowerOfTen.Of(price.Scale + Decimals0));
        return BigInteger.Clamp(sqrtPrice, TickMath.MinSqrtRatio, TickMath.MaxSqrtRatio - 1);
    }
}
