using Xunit;

namespace Watcher.Tests.Primitives;

public sealed class FixedPointTests
{
    /// <summary>At and around every width at which integers of 128 bits stop to suffice.</summary>
    static IEnumerable<BigInteger> Edges =>
        [-7, 0, 1, 9_999, .. new[] { 63, 64, 66, 67, 68, 72, 80, 113, 125, 126, 127, 128, 200 }.SelectMany(bits => new[] { -1, 0, 1 }.Select(by => (BigInteger.One << bits) + by))];

    [Fact]
    public void A_wad_quotient_is_rounded_half_up_whatever_its_size()
    {
        foreach (var a in Edges)
            foreach (var b in Edges.Where(b => b.Sign > 0)) Assert.Equal((a * BigInteger.Pow(10, 18) + b / 2) / b, Wad.DivHalfUp(a, b));
    }

    [Fact]
    public void A_percentage_is_rounded_half_up_whatever_its_size()
    {
        foreach (var value in Edges)
            foreach (var bps in Edges) Assert.Equal((value * bps + 5_000) / 10_000, Bps.MulHalfUp(value, bps));
    }
}
