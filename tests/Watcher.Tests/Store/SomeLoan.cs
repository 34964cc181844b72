using Watcher.Positions;
using Watcher.Protocols.AaveV3;

namespace Watcher.Tests.Store;

/// <summary>A made-up loan of four legs to store; its rule is a shipped protocol's.</summary>
static class SomeLoan
{
    public static LendingPosition Of(string id, int seed = 0) => new(id, "aave-v3", "main", [.. Enumerable.Range(1, 4).Select(n => Leg(n, seed))])
    {
        OracleDecimals = 8,
        Rule = new WeightedCollateralRule(),
        CollateralBase = 700_000_000_000 + seed,
        DebtBase = 300_000_000_000 + seed,
        HealthFactor = new(BigInteger.Pow(10, 18) * 2 + seed),
        LiquidationThreshold = BigDecimal.Parse("0.825"),
    };

    static LoanLeg Leg(int n, int seed) => new(n < 3 ? LegRole.Collateral : LegRole.Debt,
        new("devnet", Address.Parse($"0x{n:x40}"), $"T{n}", 18), BigInteger.Pow(10, 18) * n + seed, 300_000_000_000 + seed, BigDecimal.Parse("0.825"),
        new Ray(BigInteger.Pow(10, 25)));
}
