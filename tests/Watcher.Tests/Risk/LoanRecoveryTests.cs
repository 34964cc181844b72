using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Risk;
using Xunit;
using static Watcher.Tests.Risk.Loans;

namespace Watcher.Tests.Risk;

public sealed class LoanRecoveryTests
{
    static readonly LendingPosition Example = Of(new TruncatingRule(), Collateral(Eth, "10", "2000", "0.8"), Debt(Usdc, "12800", "1"));

    [Fact]
    public void The_worked_example_of_the_documentation_holds()
    {
        // To 1.6: 12,800 - 16,000/1.6 = 2,800; (1.6 * 12,800 - 16,000)/0.8 = 5,600.
        var recovery = LoanRecovery.Of(Example, BigDecimal.Parse("1.6"))!;
        Assert.Equal(("2800", "5600"), ($"{recovery.RepayUsd}", $"{recovery.AddCollateralUsd}"));
    }

    [Fact]
    public void Aims_at_one_and_a_half_when_no_rule_says_otherwise()
    {
        // 12,800 - 16,000/1.5 = 2,133.33…, rounded up to a raw unit of USDC; (1.5 * 12,800 - 16,000)/0.8 = 4,000.
        var recovery = LoanRecovery.Of(Example, null)!;
        Assert.Equal(("2133.333334", "4000"), ($"{recovery.RepayUsd}", $"{recovery.AddCollateralUsd}"));
    }

    [Fact]
    public void A_loan_that_is_healthy_enough_needs_nothing_and_one_without_debt_has_none()
    {
        Assert.Equal(new Recovery(0, 0), LoanRecovery.Of(Example, BigDecimal.Parse("1.25")));
        Assert.Null(LoanRecovery.Of(Of(new TruncatingRule(), Collateral(Eth, "10", "2000", "0.8")), null));
    }

    [Fact]
    public void Bad_debt_can_only_be_repaid()
    {
        var recovery = LoanRecovery.Of(Of(new TruncatingRule(), Debt(Usdc, "100", "1")), null)!;
        Assert.Equal("100", $"{recovery.RepayUsd}");
        Assert.Null(recovery.AddCollateralUsd);
    }

    [Fact]
    public void Suffices_and_a_little_less_does_not()
    {
        var loan = Of(new WeighingRule(), Collateral(Eth, "3.123456789", "2011.12345678", "0.83"), Collateral(Btc, "0.12345678", "61234.56789012", "0.7"),
            Debt(Usdc, "6543.210987", "0.99912345"), Debt(Dai, "1234.567890123456789", "1.00098765"));
        var recovery = LoanRecovery.Of(loan, null)!;
        // A raw unit of USDC is worth 99.912345 units of the oracle, one of wrapped ether less than one.
        var (usdc, ether) = (Units(recovery.RepayUsd), Units(recovery.AddCollateralUsd!.Value));
        Assert.True(Health(loan, usdc, 0) >= LoanRecovery.UsualAim);
        Assert.True(Health(loan, usdc - 100, 0) < LoanRecovery.UsualAim);
        Assert.True(Health(loan, 0, ether) >= LoanRecovery.UsualAim);
        Assert.True(Health(loan, 0, ether - 2) < LoanRecovery.UsualAim);
    }

    static BigInteger Units(BigDecimal usd) => (usd * BigInteger.Pow(10, 8)).Normalised().Unscaled;

    /// <summary>The lender's answer when the larger debt shrinks, or the collateral of the higher threshold grows, by so many units of the oracle (rounded up to raw units).</summary>
    static BigDecimal Health(LendingPosition loan, BigInteger repay, BigInteger add)
    {
        ImmutableArray<LoanLeg> legs = [More(loan.Legs[0], add), loan.Legs[1], More(loan.Legs[2], -repay), loan.Legs[3]];
        return loan.Rule.Evaluate(legs).HealthFactor!.Value.ToDecimal();
    }

    static LoanLeg More(LoanLeg leg, BigInteger units)
    {
        var raw = BigInteger.Abs(units) * BigInteger.Pow(10, leg.Asset.Decimals!.Value);
        return leg with { Raw = leg.Raw + units.Sign * ((raw + leg.OraclePrice - 1) / leg.OraclePrice) };
    }
}
