using System.Collections.Immutable;
using Watcher.Risk;

namespace Watcher.Reports;

/// <summary>Several wallets and chains as one: an entry of <c>portfolios</c> in <c>watcher.report/1</c>.</summary>
/// <param name="Members">The reports it is made of.</param>
public sealed record PortfolioReport(string Label, ImmutableArray<WalletReport> Members)
{
    /// <summary>A breach of its own outweighs what is unknown in any of its wallets.</summary>
    public ReportStatus Status => !Breaches.IsEmpty ? ReportStatus.Breach : Exposure is not null ? ReportStatus.Ok : ReportStatus.Unknown;
    public bool Complete => Members.All(member => member.Complete);
    public Totals? Totals => Exposure?.Totals;

    /// <summary>Null where anything is unknown in any of its wallets.</summary>
    public required PortfolioFigures? Figures { get; init; }
    public ImmutableArray<Breach> Breaches { get; init; } = [];

    /// <summary>All members' exposures together; null where any is unknown. Not printed.</summary>
    public required Exposure? Exposure { get; init; }
}
