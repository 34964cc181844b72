namespace Watcher.Devnet;

/// <summary>Decimal numbers as the integers that contracts take.</summary>
static class Fixed
{
    /// <summary><c>amount * 10^decimals</c>, exactly.</summary>
    /// <exception cref="ArgumentException">The amount has more decimals than that.</exception>
    public static BigInteger Scale(decimal amount, int decimals)
    {
        var (whole, rest) = BigInteger.DivRem(new BigInteger(amount * 1_000_000_000_000m) * BigInteger.Pow(10, decimals), BigInteger.Pow(10, 12));
        return rest.IsZero ? whole : throw new ArgumentException($"{amount} has more than {decimals} decimals");
    }

    /// <summary>A share of one in the 27 decimals of a ray.</summary>
    public static BigInteger Ray(decimal share) => Scale(share, 27);
}
