namespace Watcher.Protocols.UniswapV2;

/// <summary>
/// The protocol's sixth of the fees, not yet minted: a pair pays it in new LP tokens at the next mint or burn, which dilutes all others
/// (<c>UniswapV2Pair._mintFee</c>).
/// </summary>
static class ProtocolFee
{
    /// <summary>LP tokens that the next burn will mint first: <c>⌊S (√k - √kLast) / (5 √k + √kLast)⌋</c>, roots floored.</summary>
    /// <param name="kLast">The product of the reserves after the last mint or burn; 0 when the fee was off then.</param>
    public static BigInteger Pending(BigInteger supply, BigInteger reserve0, BigInteger reserve1, BigInteger kLast)
    {
        if (kLast.IsZero) return 0;
        var root = SquareRoot.Floor(reserve0 * reserve1);
        var rootLast = SquareRoot.Floor(kLast);
        return root > rootLast ? supply * (root - rootLast) / (5 * root + rootLast) : 0;
    }
}
