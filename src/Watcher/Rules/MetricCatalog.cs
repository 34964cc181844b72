using System.Collections.Immutable;

namespace Watcher.Rules;

/// <summary>Every metric there is: what rules may ask, what history records, what the API and dashboards show. Each has a section in docs/metrics.md.</summary>
public static class MetricCatalog
{
    const string Ratio = "ratio", Usd = "USD";

    public static ImmutableArray<Metric> All { get; } =
    [
        Loan("healthFactor", Ratio, "weighted collateral over debt, as the protocol rounds it; infinite without debt"),
        Loan("ltv", Ratio, "debt over collateral now (not the maximum)"),
        Loan("collateralRatio", Ratio, "collateral over debt; infinite without debt"),
        Loan("liquidationDistance", Ratio, "the smallest adverse price move that allows liquidation; 0 when liquidatable, infinite when no move does"),
        Loan("interestDays", "days", "until liquidation with prices and rates as they are; infinite when never"),
        Loan("collateralUsd", Usd, "collateral at the protocol's oracle"),
        Loan("debtUsd", Usd, "debt at the protocol's oracle"),

        Liquidity("imbalance", Ratio, "0 when the value shares are at the pool's targets, 1 when everything is in one token; fees left out"),
        Liquidity("spotDeviation", Ratio, "the pool's own price over the market's, minus 1"),
        Liquidity("inRange", "0/1", "1 while the pool's tick is inside the position's range"),
        Liquidity("rangeDistance", Ratio, "the smallest price move to an end of the range; negative when outside"),
        Liquidity("share", Ratio, "the position's share of the pool"),
        Liquidity("valueUsd", Usd, "the position at market prices, uncollected fees included"),

        WalletOf("balance", "units", "units in the wallet's own balances"),
        WalletOf("value", Usd, "the wallet's own balances at the market price"),
        WalletOf("weight", Ratio, "assets minus debts in the asset over net worth, loans and pools unfolded"),
        WalletOf("drift", Ratio, "weight minus target"),
        Wallet("maxDrift", Ratio, "the largest absolute drift"),
        Wallet("turnover", Ratio, "half the sum of absolute drifts: the share of net worth to trade"),
        Wallet("concentration", Ratio, "the sum of squared gross asset shares (Herfindahl-Hirschman index)"),
        Wallet("netUsd", Usd, "assets minus debts"),
        Wallet("assetsUsd", Usd, "everything held, supplied or in pools"),
        Wallet("totalDebtUsd", Usd, "everything owed"),

        ChainOf("priceAge", "seconds", "block time minus the feed's last update"),
        ChainOf("price", Usd, "the market price of a whole unit"),
    ];

    /// <summary>The metric of that name, ignoring case; null when there is none.</summary>
    public static Metric? Find(string name) => All.FirstOrDefault(metric => metric.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static Metric Loan(string name, string unit, string meaning) => new(name, MetricScope.Loan, unit, false, meaning);
    static Metric Liquidity(string name, string unit, string meaning) => new(name, MetricScope.Liquidity, unit, false, meaning);
    static Metric Wallet(string name, string unit, string meaning) => new(name, MetricScope.Wallet, unit, false, meaning);
    static Metric WalletOf(string name, string unit, string meaning) => new(name, MetricScope.Wallet, unit, true, meaning);
    static Metric ChainOf(string name, string unit, string meaning) => new(name, MetricScope.Chain, unit, true, meaning);
}
