namespace Watcher.Primitives;

/// <summary>Square roots of whole numbers and fractions in integer arithmetic, exact at any size.</summary>
public static class SquareRoot
{
    /// <summary><c>⌊√value⌋</c>, as the contracts' own integer roots (Newton's iteration from above).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static BigInteger Floor(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (value <= 1) return value;
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + value / root) >> 1;
            if (next >= root) return root;
            root = next;
        }
    }

    /// <summary>The whole number nearest to <c>√(numerator / denominator)</c>, halves up.</summary>
    public static BigInteger Nearest(BigInteger numerator, BigInteger denominator) =>
        (Floor(4 * numerator / denominator) + 1) / 2;
}
