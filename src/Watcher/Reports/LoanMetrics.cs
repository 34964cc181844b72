using Watcher.Rules;

namespace Watcher.Reports;

/// <summary>The metrics of scope loan.</summary>
static class LoanMetrics
{
    public static MetricValue Of(PositionReport? position, string metric) => position switch
    {
        UnknownPosition { Facts: LendingPosition } => MetricValue.Unknown,
        LoanReport loan => Of(loan, metric),
        _ => MetricValue.NotApplicable,
    };

    static MetricValue Of(LoanReport loan, string metric) => metric switch
    {
        "healthFactor" => OrInfinite(loan.HealthFactor),
        "ltv" => OrInfinite(loan.Ltv),
        "collateralRatio" => OrInfinite(loan.CollateralRatio),
        "liquidationDistance" => OrInfinite(loan.Outlook.Distance),
        "interestDays" => OrInfinite(loan.Outlook.InterestDays),
        "collateralUsd" => MetricValue.Of(loan.CollateralUsd),
        "debtUsd" => MetricValue.Of(loan.DebtUsd),
        _ => MetricValue.NotApplicable,
    };

    static MetricValue OrInfinite(BigDecimal? number) => number is { } known ? MetricValue.Of(known) : MetricValue.Infinite;
}
