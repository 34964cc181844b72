using System.Collections.Immutable;

namespace Watcher.Risk;

/// <summary>The least that brings a loan back to a health factor, in USD at the protocol's oracle; either of the two alone suffices.</summary>
/// <param name="AddCollateralUsd">Null when there is no collateral that could be added to.</param>
public sealed record Recovery(BigDecimal RepayUsd, BigDecimal? AddCollateralUsd);

/// <summary>How much to repay, or to add, before a loan is as healthy as wished.</summary>
/// <remarks>
/// Both are searched on the protocol's own predicate, in whole units of its oracle and whole raw units of the token, so the amounts suffice
/// with all rounding included and less does not. Repaying takes from the largest debt first. Collateral is added to the leg that is collateral already and has the
/// highest liquidation threshold: that is the least money.
/// Worked example: collateral 10 ETH at 2000 with threshold 0.8 against 12,800 USDC: health factor 16,000/12,800 = 1.25.
/// To 1.6: repay 12,800 - 16,000/1.6 = 2,800 USD, or add (1.6 * 12,800 - 16,000)/0.8 = 5,600 USD of ETH.
/// </remarks>
public static class LoanRecovery
{
    /// <summary>What <c>repayUsd</c> and <c>addCollateralUsd</c> aim at when no rule says otherwise.</summary>
    public static BigDecimal UsualAim { get; } = BigDecimal.Parse("1.5");

    /// <param name="loan">The loan as read.</param>
    /// <param name="aim">The health factor to reach; null: <see cref="UsualAim"/>.</param>
    /// <returns>Null without debt.</returns>
    public static Recovery? Of(LendingPosition loan, BigDecimal? aim) =>
        loan.Legs.Any(static leg => leg.Role == LegRole.Debt && leg.Raw.Sign > 0) ? new RecoverySearch(loan, aim ?? UsualAim).Run() : null;
}
