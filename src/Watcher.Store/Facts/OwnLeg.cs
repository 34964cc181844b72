namespace Watcher.Store;

/// <summary>What a state keeps of a leg.</summary>
/// <param name="Asset">The asset's id.</param>
sealed record OwnLeg(LegRole Role, long Asset)
{
    /// <summary>Null where <see cref="Scaled"/> has grown to it.</summary>
    public BigInteger? Raw { get; init; }

    public BigInteger? Scaled { get; init; }

    /// <summary>Of a leg that grows by an index.</summary>
    public AccrualRounding? Rounding { get; init; }

    /// <summary>Null where it is the reserve's.</summary>
    public BigInteger? Index { get; init; }

    /// <inheritdoc cref="Index"/>
    public BigInteger? OraclePrice { get; init; }

    /// <inheritdoc cref="Index"/>
    public BigInteger? RatePerYear { get; init; }

    public BigDecimal? LiquidationThreshold { get; init; }
}
