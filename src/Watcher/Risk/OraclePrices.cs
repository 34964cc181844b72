namespace Watcher.Risk;

/// <summary>A protocol's oracle in USD.</summary>
static class OraclePrices
{
    /// <summary><c>price * 10^-decimals</c>, times what a unit of the oracle's currency is worth.</summary>
    public static BigDecimal Usd(LendingPosition loan, BigInteger price) => new BigDecimal(price, loan.OracleDecimals) * loan.OracleUnitUsd;
}
