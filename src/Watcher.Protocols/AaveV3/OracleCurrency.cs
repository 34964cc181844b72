using System.Globalization;
using Watcher.Evm;

namespace Watcher.Protocols.AaveV3;

/// <summary>What a market's oracle quotes in, by its <c>BASE_CURRENCY_UNIT</c>.</summary>
static class OracleCurrency
{
    /// <summary>
    /// Decimals of the US dollar in the oracle's answers: 8 in every Aave V3 market. A unit of 1e18 means ether, by the convention of Aave's own
    /// <c>UiPoolDataProviderV3</c>; no V3 market quotes in it.
    /// </summary>
    /// <exception cref="ReadFailedException">The oracle does not quote in US dollars.</exception>
    public static int Decimals(BigInteger unit)
    {
        var digits = unit.ToString(CultureInfo.InvariantCulture);
        if (unit.Sign > 0 && unit != Wad.One && digits.AsSpan(1).TrimEnd('0').IsEmpty && digits[0] == '1') return digits.Length - 1;
        throw new ReadFailedException(new(FailureReason.Unsupported, $"the market's oracle does not quote in US dollars (its BASE_CURRENCY_UNIT is {unit})"));
    }
}
