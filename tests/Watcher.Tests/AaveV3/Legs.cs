using System.Collections.Immutable;
using System.Globalization;
using Watcher.Positions;

namespace Watcher.Tests.AaveV3;

/// <summary>Short words for the legs that tests of the health factor are about.</summary>
static class Legs
{
    public static readonly Address Weth = Address.Parse("0x00000000000000000000000000000000000000e1");
    public static readonly Address Wbtc = Address.Parse("0x00000000000000000000000000000000000000b1");
    public static readonly Address Usdc = Address.Parse("0x00000000000000000000000000000000000000c1");

    /// <param name="threshold">In basis points.</param>
    public static LoanLeg Collateral(Address asset, int decimals, string raw, long price, int threshold) =>
        new(LegRole.Collateral, Token(asset, decimals), Number(raw), price, new BigDecimal(threshold, 4), default);

    public static LoanLeg Supplied(Address asset, int decimals, string raw, long price) =>
        new(LegRole.Supplied, Token(asset, decimals), Number(raw), price, null, default);

    public static LoanLeg Debt(Address asset, int decimals, string raw, long price) =>
        new(LegRole.Debt, Token(asset, decimals), Number(raw), price, null, default);

    public static Solvency Judge(this SolvencyRule rule, params ImmutableArray<LoanLeg> legs) =>
        rule.Evaluate(legs);

    /// <summary>Digits, with underscores to read them by.</summary>
    public static BigInteger Number(string digits) => BigInteger.Parse(digits.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    static Asset Token(Address asset, int decimals) => new("test", asset, null, decimals);
}
