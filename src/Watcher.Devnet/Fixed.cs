namespace Watcher.Devnet;

/// <summary>Decimal numbers as the integers that contracts take.</summary>
static class Fixed
{
    /// <summary><c>amount * 10^decimals</c>, exactly.</summary>
    /// <exception cref="ArgumentException">The amount has more decimals than that.</exception>
    public static BigInteger Scale(decimal amount, int decimals)
    {
        var exact = BigDecimal.From(amount);
        var (whole, rest) = BigInteger.DivRem(exact.Unscaled * BigInteger.Pow(10, decimals), BigInteger.Pow(10, exact.Scale));
        return rest.IsZero ? whole : throw new ArgumentException($"{amount} has more than {decimals} decimals");
    }

    /// <summary>A share of one in the 27 decimals of a ray.</summary>
    public static BigInteger Ray(decimal share) => Scale(share, 27);
}
