using System.Collections.Immutable;
using Watcher.Risk;

namespace Watcher.Reports;

/// <summary>A loan, at the protocol's own oracle: the contract's totals and health factor, and what would have to happen for liquidation.</summary>
public sealed record LoanReport(LendingPosition Loan, ImmutableArray<LegReport> Legs) : PositionReport(Loan)
{
    public BigDecimal CollateralUsd => OraclePrices.Usd(Loan, Loan.CollateralBase);
    public BigDecimal DebtUsd => OraclePrices.Usd(Loan, Loan.DebtBase);

    /// <summary>The contract's; null (infinite) without debt.</summary>
    public BigDecimal? HealthFactor => Loan.HealthFactor.Raw == Wad.MaxUint256 ? null : Loan.HealthFactor.ToDecimal();

    /// <summary>Debt over collateral: 12,800 over 20,000 is 0.64. Null (infinite) when debt stands without collateral.</summary>
    public BigDecimal? Ltv => Loan.DebtBase.IsZero ? BigDecimal.Zero : Ratios.Of(Loan.DebtBase, Loan.CollateralBase);

    /// <summary>Collateral over debt: 20,000 over 12,800 is 1.5625. Null (infinite) without debt.</summary>
    public BigDecimal? CollateralRatio => Ratios.Of(Loan.CollateralBase, Loan.DebtBase);

    public required bool Liquidatable { get; init; }

    public required LiquidationOutlook Outlook { get; init; }

    /// <summary>The health factor to come back to; null: the usual aim.</summary>
    public BigDecimal? Aim { get; init; }

    /// <summary>What brings the loan back to its aim; null without debt. Searched when it is asked for: most reports are of loans that are well.</summary>
    public Recovery? Recovery => LoanRecovery.Of(Loan, Aim);

    public static LoanReport Of(LendingPosition loan, MarketView market, AssetBook book) =>
        new(loan, [.. loan.Legs.Select(leg => Leg(loan, leg, market))])
        {
            Liquidatable = LiquidationSearch.Liquidatable(loan),
            Outlook = LiquidationSearch.Of(loan, book),
        };

    static LegReport Leg(LendingPosition loan, LoanLeg leg, MarketView market) => new(
        leg, leg.OraclePrice.Sign > 0 ? OraclePrices.Usd(loan, leg.OraclePrice) : null, market.FeedPriceOf(leg.Asset.Key));
}
