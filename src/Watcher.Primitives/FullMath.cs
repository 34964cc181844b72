namespace Watcher.Primitives;

/// <summary>What is reckoned of positive integers so often that 128 bits are used wherever they suffice: each number beyond 31 bits is an object else.</summary>
public static class FullMath
{
    const int NarrowBits = 128;

    /// <summary>Zeros are looked for in runs of so many, then half as many, and so on.</summary>
    const int LongestRun = 16;

    /// <summary><c>⌊a * b / divisor⌋</c>.</summary>
    /// <param name="a">Not negative.</param>
    /// <param name="b">Not negative.</param>
    /// <param name="divisor">Positive.</param>
    public static BigInteger MulDiv(BigInteger a, BigInteger b, BigInteger divisor) =>
        a.GetBitLength() + b.GetBitLength() <= NarrowBits && IsNarrow(divisor) ? Wide(Narrow(a) * Narrow(b) / Narrow(divisor)) : a * b / divisor;

    /// <summary><c>a / divisor</c>, half up.</summary>
    /// <param name="a">Not negative.</param>
    /// <param name="divisor">Positive.</param>
    public static BigInteger DivHalfUp(BigInteger a, BigInteger divisor) =>
        IsNarrow(a) && IsNarrow(divisor) ? Wide(DivHalfUp(Narrow(a), Narrow(divisor))) : DivHalfUp<BigInteger>(a, divisor);

    /// <summary><c>a * b</c> against <c>c * d</c>, none of them negative: -1, 0 or 1.</summary>
    public static int CompareProducts(BigInteger a, BigInteger b, BigInteger c, BigInteger d) =>
        a.GetBitLength() + b.GetBitLength() <= NarrowBits && c.GetBitLength() + d.GetBitLength() <= NarrowBits
            ? (Narrow(a) * Narrow(b)).CompareTo(Narrow(c) * Narrow(d))
            : (a * b).CompareTo(c * d);

    /// <summary>How many zeros a decimal number ends in; at most <paramref name="most"/>.</summary>
    /// <param name="value">Positive.</param>
    /// <param name="most">No more than so many count.</param>
    public static int TrailingZeros(BigInteger value, int most) => IsNarrow(value) ? TrailingZeros(Narrow(value), most) : TrailingZeros<BigInteger>(value, most);

    static T DivHalfUp<T>(T a, T divisor)
        where T : IBinaryInteger<T>
    {
        var (quotient, rest) = T.DivRem(a, divisor);
        return rest >= divisor - rest ? quotient + T.One : quotient;
    }

    static int TrailingZeros<T>(T value, int most)
        where T : IBinaryInteger<T>
    {
        // So many zeros at the end are as many zero bits, at least.
        var left = Math.Min(most, int.CreateSaturating(T.TrailingZeroCount(value)));
        var zeros = 0;
        for (var run = LongestRun; run > 0; run /= 2)
        {
            while (left >= run && T.DivRem(value, T.CreateTruncating(PowerOfTen.Of(run))) is var (quotient, rest) && T.IsZero(rest))
                (value, zeros, left) = (quotient, zeros + run, left - run);
        }
        return zeros;
    }

    static bool IsNarrow(BigInteger value) => value.GetBitLength() <= NarrowBits;

    static UInt128 Narrow(BigInteger value) => UInt128.CreateTruncating(value);

    static BigInteger Wide(UInt128 value) => value <= ulong.MaxValue ? (ulong)value : value;
}
