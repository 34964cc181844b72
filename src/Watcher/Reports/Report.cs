using System.Collections.Immutable;
using Watcher.Risk;

namespace Watcher.Reports;

/// <summary>The document <c>watcher.report/1</c>.</summary>
public sealed record Report(ImmutableArray<WalletReport> Reports, ImmutableArray<PortfolioReport> Portfolios)
{
    /// <summary>Set when this is not what is, but what would be.</summary>
    public Scenario? Scenario { get; init; }
}

/// <summary>What a stress test supposes.</summary>
/// <param name="Shocks">Relative price changes by asset as written, in the order given: <c>ETH</c>, -0.3.</param>
/// <param name="Days">Of interest at the rates as they are.</param>
public sealed record Scenario(ImmutableArray<(string Asset, BigDecimal Change)> Shocks, BigDecimal Days)
{
    public static Scenario Of(IEnumerable<Shock> shocks, BigDecimal days) => new([.. shocks.Select(shock => (shock.Asset.Text, shock.Change))], days);
}
