using System.Collections.Immutable;
using Watcher.Reports;

namespace Watcher.Host.Documents;

/// <summary>A position with the report that it stands in.</summary>
sealed record HeldPosition(WalletReport Report, PositionReport Position)
{
    /// <summary>The nearest to danger first: what cannot be read may be anything, then loans by how near liquidation is, then ranges by how near their end is.</summary>
    public static ImmutableArray<HeldPosition> NearestFirst(IEnumerable<WalletReport> reports) =>
        [.. reports.SelectMany(report => report.Positions.Select(position => new HeldPosition(report, position))).OrderBy(held => held.Kind).ThenBy(held => held.Distance)];

    int Kind => Position switch
    {
        UnknownPosition => 0,
        LoanReport { Outlook.Distance: not null } => 1,
        LiquidityReport { RangeDistance: not null } => 2,
        _ => 3,
    };

    BigDecimal Distance => Position switch
    {
        LoanReport { Outlook.Distance: { } distance } => distance,
        LiquidityReport { RangeDistance: { } range } => range.Nearest,
        _ => BigDecimal.Zero,
    };
}
