namespace Watcher.Positions;

/// <summary>The part an amount plays in its position.</summary>
public enum LegRole
{
    /// <summary>Held by the wallet itself.</summary>
    Balance,
    /// <summary>Supplied and counting as collateral.</summary>
    Collateral,
    /// <summary>Supplied, but not counting as collateral.</summary>
    Supplied,
    /// <summary>Owed.</summary>
    Debt,
    /// <summary>In a pool, withdrawable.</summary>
    Token,
    /// <summary>Earned in a pool, not yet collected.</summary>
    Fee,
}

/// <summary>One amount of one asset in a position. <paramref name="Raw"/> is the contract's own integer.</summary>
public record Leg(LegRole Role, Asset Asset, BigInteger Raw)
{
    /// <summary>Whole units; null when the decimals could not be read.</summary>
    public BigDecimal? Amount => Asset.Decimals is { } decimals ? new BigDecimal(Raw, decimals) : null;
}

/// <summary>A leg of a loan, with what the protocol itself holds of the asset at that block.</summary>
/// <param name="OraclePrice">The protocol's oracle answer, an integer in the loan's <see cref="LendingPosition.OracleDecimals"/>.</param>
/// <param name="LiquidationThreshold">The share of the value that counts against debt (0.825 = 82.5 %), e-mode applied; for collateral only.</param>
/// <param name="RatePerYear">The supply or borrow rate now, in ray per year.</param>
public sealed record LoanLeg(LegRole Role, Asset Asset, BigInteger Raw, BigInteger OraclePrice, BigDecimal? LiquidationThreshold, Ray RatePerYear)
    : Leg(Role, Asset, Raw)
{
    /// <summary>Where the amount grows by an index that is the same for every wallet, at <see cref="RatePerYear"/>; null where it does not.</summary>
    public Accrual? Accrual { get; init; }
}
