using System.Collections.Immutable;

namespace Watcher.Positions;

/// <summary>
/// How a lending protocol decides on liquidation, with its own integer rounding: a pure function of the legs and any oracle prices, so that
/// "what if" has the very answer the contract would give. Each protocol brings its own; its properties are its parameters and are stored with the reading.
/// </summary>
public abstract record SolvencyRule
{
    /// <summary>The account's totals if the oracle answered <paramref name="prices"/> (one per leg, in the leg's order).</summary>
    public abstract Solvency Evaluate(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> prices);

    /// <summary>The verdict alone, if the legs had <paramref name="amounts"/> at <paramref name="prices"/>: a search asks for nothing else, thousands of times.</summary>
    public virtual bool Liquidatable(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices) =>
        Evaluate(With(legs, amounts), prices).Liquidatable;

    /// <summary>The average liquidation threshold alone, likewise.</summary>
    public virtual BigDecimal AverageThreshold(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts, ReadOnlySpan<BigInteger> prices) =>
        Evaluate(With(legs, amounts), prices).LiquidationThreshold;

    /// <summary>
    /// True where collateral counts by its total and its <b>truncated</b> average threshold: health then is a sawtooth in the prices. False
    /// where each value is weighted by its own threshold: but for rounding to whole units, health then only gains by what is supplied and
    /// loses by what is owed. A search over prices relies on it.
    /// </summary>
    public virtual bool TruncatesAverage => false;

    static ImmutableArray<LoanLeg> With(ImmutableArray<LoanLeg> legs, ReadOnlySpan<BigInteger> amounts)
    {
        var changed = legs.ToBuilder();
        for (var i = 0; i < legs.Length; i++)
            if (legs[i].Raw != amounts[i]) changed[i] = legs[i] with { Raw = amounts[i] };
        return changed.MoveToImmutable();
    }
}

/// <summary>Totals in units of the oracle, and the verdict.</summary>
/// <param name="HealthFactor">In wad; null without debt.</param>
/// <param name="Liquidatable">The protocol's own predicate, strict or not as it has it.</param>
public readonly record struct Solvency(BigInteger Collateral, BigInteger Debt, BigDecimal LiquidationThreshold, Wad? HealthFactor, bool Liquidatable);
