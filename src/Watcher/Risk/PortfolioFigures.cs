using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>How the net worth is spread. Figures that need a positive net worth, or targets, are null without.</summary>
public sealed record PortfolioFigures(ImmutableArray<WeightRow> Weights, BigDecimal? MaxDrift, BigDecimal? Turnover, BigDecimal? Concentration)
{
    /// <summary>What the drifts are measured against; null without. Not printed.</summary>
    public Targets? Targets { get; init; }
}

/// <summary>One asset's (or <c>group:NAME</c>'s) net share of net worth.</summary>
/// <param name="Symbol">The unit's name, or <c>group:NAME</c>.</param>
/// <param name="Target">Null where no targets are set.</param>
public sealed record WeightRow(string Symbol, BigDecimal Weight, BigDecimal? Target)
{
    public BigDecimal? Drift => Weight - Target;
}
