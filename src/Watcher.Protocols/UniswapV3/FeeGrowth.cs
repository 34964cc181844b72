namespace Watcher.Protocols.UniswapV3;

/// <summary>
/// Fees earned per unit of liquidity, Q128.128, as <c>Tick.getFeeGrowthInside</c> and <c>Position.update</c> of v3-core compute them. The
/// counters wrap: every difference is modulo 2^256, every amount modulo 2^128, so that it comes out right across the wrap.
/// </summary>
static class FeeGrowth
{
    static readonly BigInteger Mask128 = UInt128.MaxValue;

    /// <summary>The growth between two ticks.</summary>
    /// <param name="outsideLower">The lower tick's <c>feeGrowthOutside</c>: growth on the side of it away from the current tick.</param>
    public static BigInteger Inside(ConcentratedRange range, BigInteger global, BigInteger outsideLower, BigInteger outsideUpper)
    {
        var below = range.Tick >= range.Lower ? outsideLower : global - outsideLower;
        var above = range.Tick < range.Upper ? outsideUpper : global - outsideUpper;
        return global - below - above & Wad.MaxUint256;
    }

    /// <summary>What is owed after growing from <paramref name="last"/> to <paramref name="inside"/>, given what was owed before.</summary>
    public static BigInteger Owed(BigInteger before, BigInteger liquidity, BigInteger last, BigInteger inside) =>
        before + ((inside - last & Wad.MaxUint256) * liquidity >> 128) & Mask128;
}
