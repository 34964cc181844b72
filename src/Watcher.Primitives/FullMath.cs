namespace Watcher.Primitives;

/// <summary>Products that are divided, without what lies between.</summary>
public static class FullMath
{
    const int Narrow = 128;

    /// <summary><c>⌊a * b / divisor⌋</c>, in 128 bits where they hold the product.</summary>
    /// <param name="a">Not negative.</param>
    /// <param name="b">Not negative.</param>
    /// <param name="divisor">Positive.</param>
    public static BigInteger MulDiv(BigInteger a, BigInteger b, BigInteger divisor) =>
        a.GetBitLength() + b.GetBitLength() <= Narrow && divisor.GetBitLength() <= Narrow
            ? Whole(UInt128.CreateTruncating(a) * UInt128.CreateTruncating(b) / UInt128.CreateTruncating(divisor))
            : a * b / divisor;

    static BigInteger Whole(UInt128 value) => value <= ulong.MaxValue ? (ulong)value : value;
}
