using System.Collections.Immutable;

namespace Watcher.Positions;

/// <summary>
/// The curve a pool trades on, with one position's place on it: pure, and stored with the reading. Each protocol brings its own.
/// Prices are of whole units, of token 0 in token i.
/// </summary>
public abstract record PoolCurve
{
    /// <summary>The pool's own marginal price of token 0 in each other token.</summary>
    public abstract ImmutableArray<BigDecimal> Spot { get; }

    /// <summary>The value shares at which the pool is in balance; sums to 1.</summary>
    public abstract ImmutableArray<BigDecimal> Targets { get; }

    /// <summary>The ends of the position's range as prices of token 0 in token 1; null where it has none.</summary>
    public virtual (BigDecimal Low, BigDecimal High)? Range => null;

    /// <summary>The position's raw token amounts once traders have moved the pool along its curve to these prices (fees left out).</summary>
    public abstract ImmutableArray<BigInteger> AmountsAt(ImmutableArray<BigDecimal> spot);

    /// <summary>What of it is the pool's and so the same for every position in it, the position's own part zeroed; null where nothing is.</summary>
    public virtual PoolCurve? SharedPart() => null;

    /// <summary>The rest: the position's own part, with the pool's zeroed.</summary>
    public virtual PoolCurve OwnPart() => this;

    /// <summary>This position's part put back on the pool's: <c>OwnPart().On(SharedPart())</c> is the curve.</summary>
    public virtual PoolCurve On(PoolCurve shared) => this;

    /// <summary>The same pool moved along its curve to these prices.</summary>
    public abstract PoolCurve MoveTo(ImmutableArray<BigDecimal> spot);
}
