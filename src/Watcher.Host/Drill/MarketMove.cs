using System.Collections.Immutable;
using Watcher.Risk;

namespace Watcher.Host.Drill;

/// <summary>A supposed move of the market.</summary>
sealed record MarketMove(ImmutableArray<Shock> Shocks)
{
    /// <summary>Every price stays.</summary>
    public bool IsNone => Shocks.All(shock => shock.Change.IsZero);

    /// <summary>The same assets at the prices they have.</summary>
    public MarketMove AtRest => new([.. Shocks.Select(shock => shock with { Change = BigDecimal.Zero })]);

    public Stress? Supposed => IsNone ? null : new(Shocks, BigDecimal.Zero);

    /// <summary>The same move with its prices moved once more: 0.9 lets them fall by another tenth.</summary>
    public MarketMove Times(BigDecimal factor) => new([.. Shocks.Select(shock => shock with { Change = ((shock.Change + 1) * factor - 1).Normalised() })]);

    /// <summary>As <c>--shock</c> takes it.</summary>
    public override string ToString() => string.Join(", ", Shocks.Select(shock => $"{shock.Asset}={(shock.Change.Sign > 0 ? "+" : "")}{shock.Change * 100}%"));
}
