namespace Watcher.Primitives;

/// <summary>10^n, computed once: every amount and price is scaled by one.</summary>
public static class PowerOfTen
{
    /// <summary>Beyond any 256-bit integer times any other.</summary>
    const int Most = 160;

    static readonly BigInteger[] Known = [.. Enumerable.Range(0, Most + 1).Select(exponent => BigInteger.Pow(10, exponent))];

    /// <param name="exponent">Not negative.</param>
    public static BigInteger Of(int exponent) => exponent <= Most ? Known[exponent] : BigInteger.Pow(10, exponent);

    /// <summary>How many decimal digits a number has; its sign does not count, and 0 has one.</summary>
    public static int Digits(BigInteger value)
    {
        if (value.IsZero) return 1;
        var magnitude = BigInteger.Abs(value);
        // The digits of the smallest number of that many bits; the largest of them has at most one more.
        var least = (int)((magnitude.GetBitLength() - 1) * Math.Log10(2)) + 1;
        return magnitude >= Of(least) ? least + 1 : least;
    }
}
