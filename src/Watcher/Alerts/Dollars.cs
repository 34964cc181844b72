using System.Globalization;

namespace Watcher.Alerts;

/// <summary>Money in sentences for people: <c>$1,234.57</c>; small prices keep six digits.</summary>
static class Dollars
{
    const int SmallPriceDigits = 6;

    internal static string Price(BigDecimal usd) =>
        usd.Abs() >= 1 || usd.IsZero ? Grouped(Cents(usd, roundUp: false)) : $"${usd.RoundToDigits(SmallPriceDigits)}";

    /// <summary>Rounded up to the cent: paying what is printed suffices.</summary>
    internal static string AtLeast(BigDecimal usd) => Grouped(Cents(usd, roundUp: true));

    static BigInteger Cents(BigDecimal usd, bool roundUp)
    {
        var cents = usd * 100;
        var quotient = BigInteger.DivRem(cents.Unscaled, PowerOfTen.Of(cents.Scale), out var remainder);
        if (roundUp) return remainder.Sign > 0 ? quotient + 1 : quotient;
        return remainder * 2 >= PowerOfTen.Of(cents.Scale) ? quotient + 1 : quotient;
    }

    static string Grouped(BigInteger cents) =>
        string.Create(CultureInfo.InvariantCulture, $"${BigInteger.Divide(cents, 100):N0}.{BigInteger.Abs(BigInteger.Remainder(cents, 100)):00}");
}
