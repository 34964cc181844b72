using Watcher.Rules;

namespace Watcher.Store;

/// <summary>A loan or a liquidity position as it was read last.</summary>
/// <param name="Scope">What it has metrics of.</param>
public sealed record StoredPosition(string Chain, Address Wallet, string Protocol, string Id, MetricScope Scope);

sealed record StoredPositionRow(string Chain, string Wallet, string Protocol, string Position, string Kind)
{
    public const string Sql =
        """
        SELECT chain AS Chain, wallet AS Wallet, protocol AS Protocol, position AS Position, kind AS Kind FROM v_positions_latest
        WHERE kind IN ('lending', 'liquidity')
        """;

    public StoredPosition Stored() =>
        new(Chain, Address.Parse(Wallet), Protocol, Position, Kind == "lending" ? MetricScope.Loan : MetricScope.Liquidity);
}
