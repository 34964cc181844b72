using Watcher.Rules;

namespace Watcher.Store;

/// <summary>A loan or a liquidity position as it was read last.</summary>
/// <param name="Scope">What it has metrics of.</param>
public sealed record StoredPosition(string Chain, Address Wallet, string Protocol, string Id, MetricScope Scope);

/// <summary>Set by name: a view's computed column has no declared type, so a row of no rows has no constructor to fit.</summary>
sealed record StoredPositionRow
{
    public const string Sql =
        """
        SELECT chain AS Chain, wallet AS Wallet, protocol AS Protocol, position AS Position, kind AS Kind FROM v_positions_latest
        WHERE kind IN ('lending', 'liquidity')
        """;

    public string Chain { get; init; } = "";
    public string Wallet { get; init; } = "";
    public string Protocol { get; init; } = "";
    public string Position { get; init; } = "";
    public string Kind { get; init; } = "";

    public StoredPosition Stored() =>
        new(Chain, Address.Parse(Wallet), Protocol, Position, Kind == "lending" ? MetricScope.Loan : MetricScope.Liquidity);
}
