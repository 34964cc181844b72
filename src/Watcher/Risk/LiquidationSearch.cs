using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>Finds what would have to happen for a loan to be liquidated, on the protocol's own predicate.</summary>
public static class LiquidationSearch
{
    public static bool Liquidatable(LendingPosition loan) => loan.Rule.Evaluate(loan.Legs, Prices(loan)).Liquidatable;

    public static LiquidationOutlook Of(LendingPosition loan, AssetBook book) => new([], [], null, null);

    static BigInteger[] Prices(LendingPosition loan) => [.. loan.Legs.Select(leg => leg.OraclePrice)];
}
