using System.Collections.Immutable;

namespace Watcher.Positions;

/// <summary>
/// How a lending protocol decides on liquidation, with its own integer rounding: a pure function of the legs and any oracle prices, so that
/// "what if" has the very answer the contract would give. Each protocol brings its own; its properties are its parameters and are stored with the reading.
/// </summary>
public abstract record SolvencyRule
{
    /// <summary>The account's totals if the legs had <paramref name="amounts"/> and the oracle answered <paramref name="prices"/>: one of each per leg, in raw units.</summary>
    public abstract Solvency Evaluate(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices);

    /// <summary>The account's totals as the legs are.</summary>
    public Solvency Evaluate(ImmutableArray<LoanLeg> legs) => Evaluate(legs, [.. legs.Select(leg => leg.Raw)], [.. legs.Select(leg => leg.OraclePrice)]);

    /// <summary>The verdict alone: a search asks for nothing else, thousands of times.</summary>
    public virtual bool Liquidatable(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices) =>
        Evaluate(legs, amounts, prices).Liquidatable;

    /// <summary>The average liquidation threshold alone, likewise.</summary>
    public virtual BigDecimal AverageThreshold(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices) =>
        Evaluate(legs, amounts, prices).LiquidationThreshold;

    /// <summary>
    /// True where collateral counts by its total and its <b>truncated</b> average threshold: health then is a sawtooth in the prices. False
    /// where each value is weighted by its own threshold: but for rounding to whole units, health then only gains by what is supplied and
    /// loses by what is owed. A search over prices relies on it.
    /// </summary>
    public virtual bool TruncatesAverage => false;
}

/// <summary>Totals in units of the oracle, and the verdict.</summary>
/// <param name="HealthFactor">In wad; null without debt.</param>
/// <param name="Liquidatable">The protocol's own predicate, strict or not as it has it.</param>
public readonly record struct Solvency(BigInteger Collateral, BigInteger Debt, BigDecimal LiquidationThreshold, Wad? HealthFactor, bool Liquidatable);
