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
    public static Recovery? Of(LendingPosition loan, BigDecimal? aim)
    {
        if (!loan.Legs.Any(leg => leg.Role == LegRole.Debt && leg.Raw.Sign > 0)) return null;
        var wanted = aim ?? UsualAim;
        var repay = Least(0, TotalDebt(loan), units => Reaches(loan, Repaid(loan, units), wanted));
        return new(Difference(loan, Repaid(loan, repay!.Value)), Added(loan, wanted));
    }

    static BigDecimal? Added(LendingPosition loan, BigDecimal wanted)
    {
        var target = loan.Legs.Where(leg => leg is { Role: LegRole.Collateral, LiquidationThreshold.Sign: > 0, OraclePrice.Sign: > 0 })
            .MaxBy(leg => leg.LiquidationThreshold);
        if (target is null) return null;
        var enough = (wanted * TotalDebt(loan)).Divide(target.LiquidationThreshold!.Value, 40);
        var most = enough.Unscaled / PowerOfTen.Of(enough.Scale) * 2 + 1000;
        return Least(0, most, units => Reaches(loan, WithMore(loan, target, units), wanted)) is { } least ? Difference(loan, WithMore(loan, target, least)) : null;
    }

    static BigInteger TotalDebt(LendingPosition loan) =>
        DebtsLargestFirst(loan).Aggregate(BigInteger.Zero, (sum, i) => sum + Units(loan.Legs[i]));

    static ImmutableArray<LoanLeg> Repaid(LendingPosition loan, BigInteger units)
    {
        var legs = loan.Legs.ToBuilder();
        foreach (var i in DebtsLargestFirst(loan))
        {
            var whole = Units(loan.Legs[i]);
            var part = BigInteger.Min(units, whole);
            legs[i] = part == whole ? legs[i] with { Raw = 0 } : legs[i] with { Raw = legs[i].Raw - RawOf(legs[i], part) };
            units -= part;
        }
        return legs.ToImmutable();
    }

    static IEnumerable<int> DebtsLargestFirst(LendingPosition loan) =>
        Enumerable.Range(0, loan.Legs.Length).Where(i => loan.Legs[i].Role == LegRole.Debt).OrderByDescending(i => Units(loan.Legs[i]));

    static ImmutableArray<LoanLeg> WithMore(LendingPosition loan, LoanLeg target, BigInteger units) =>
        loan.Legs.Replace(target, target with { Raw = target.Raw + RawOf(target, units) });

    /// <summary>What the changed amounts are worth in USD: at least what was searched, for tokens come in whole raw units.</summary>
    static BigDecimal Difference(LendingPosition loan, ImmutableArray<LoanLeg> changed) => OraclePrices.Usd(loan, loan.Legs.Zip(changed)
        .Aggregate(BigInteger.Zero, (sum, leg) => sum + BigInteger.Abs(leg.Second.Raw - leg.First.Raw) * leg.First.OraclePrice / Unit(leg.First)));

    /// <summary>The leg's value in whole units of the oracle, rounded up.</summary>
    static BigInteger Units(LoanLeg leg) => CeilingDivide(leg.Raw * leg.OraclePrice, Unit(leg));

    /// <summary>The raw amount worth so many units of the oracle, rounded up.</summary>
    static BigInteger RawOf(LoanLeg leg, BigInteger units) => leg.OraclePrice.IsZero ? 0 : CeilingDivide(units * Unit(leg), leg.OraclePrice);

    static BigInteger Unit(LoanLeg leg) => PowerOfTen.Of(leg.Asset.Decimals ?? 0);

    static BigInteger CeilingDivide(BigInteger a, BigInteger b) => (a + b - 1) / b;

    static bool Reaches(LendingPosition loan, ImmutableArray<LoanLeg> legs, BigDecimal wanted) =>
        Evaluate(loan, legs).HealthFactor is not { } health || health.ToDecimal() >= wanted;

    static Solvency Evaluate(LendingPosition loan, ImmutableArray<LoanLeg> legs) => loan.Rule.Evaluate(legs, [.. legs.Select(leg => leg.OraclePrice)]);

    /// <summary>The least x of low..high for which <paramref name="suffices"/> holds, once it does for all greater; null when even high does not suffice.</summary>
    static BigInteger? Least(BigInteger low, BigInteger high, Func<BigInteger, bool> suffices)
    {
        if (suffices(low)) return low;
        if (!suffices(high)) return null;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (suffices(middle)) high = middle;
            else low = middle;
        }
        return high;
    }

}
