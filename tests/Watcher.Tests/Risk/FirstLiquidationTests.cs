using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Risk;
using Xunit;

namespace Watcher.Tests.Risk;

/// <summary>Against brute force: every step of the path, one after another, asked of the lender itself.</summary>
public sealed class FirstLiquidationTests
{
    const int Far = 1000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_the_very_first_price_that_allows_liquidation(bool truncates)
    {
        var (random, found) = (new Random(truncates ? 1 : 2), 0);
        for (var n = 0; n < 1000; n++)
        {
            var loan = RandomLoan(random, Rule(truncates));
            foreach (var leg in loan.Legs.DistinctBy(leg => leg.Asset.Key))
                foreach (var falls in (bool[])[true, false])
                    if (Agrees(loan, new AssetPath(loan.Legs, Moving(loan, asset => asset.Key == leg.Asset.Key), leg.OraclePrice, falls))) found++;
        }
        Assert.InRange(found, 400, int.MaxValue);
    }

    [Fact]
    public void Is_found_between_the_teeth_of_a_truncated_average()
    {
        var (random, found) = (new Random(5), 0);
        for (var n = 0; n < 1000; n++)
        {
            var loan = RandomLoanAtTheEdge(random);
            foreach (var leg in loan.Legs.DistinctBy(leg => leg.Asset.Key))
                foreach (var falls in (bool[])[true, false])
                    if (Agrees(loan, new AssetPath(loan.Legs, Moving(loan, asset => asset.Key == leg.Asset.Key), leg.OraclePrice, falls))) found++;
        }
        Assert.InRange(found, 500, int.MaxValue);
    }

    /// <summary>Sums that floating point tells apart at a glance beside dust that only rounding decides; common thresholds, as in e-mode, beside many.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_the_very_first_price_whatever_the_loan_s_size(bool truncates)
    {
        var (random, found) = (new Random(truncates ? 6 : 7), 0);
        for (var n = 0; n < 250; n++)
        {
            var loan = RandomLoanOfAnySize(random, Rule(truncates));
            foreach (var leg in loan.Legs.DistinctBy(leg => leg.Asset.Key))
                foreach (var falls in (bool[])[true, false])
                    if (Agrees(loan, new AssetPath(loan.Legs, Moving(loan, asset => asset.Key == leg.Asset.Key), leg.OraclePrice, falls))) found++;
        }
        Assert.InRange(found, 100, int.MaxValue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_the_very_first_factor_that_allows_liquidation(bool truncates)
    {
        var (random, found) = (new Random(truncates ? 3 : 4), 0);
        for (var n = 0; n < 500; n++)
        {
            var loan = RandomLoan(random, Rule(truncates));
            var moved = loan.Legs.Select(leg => leg.Asset.Key).Distinct().Where(_ => random.Next(3) > 0).ToHashSet();
            foreach (var falls in (bool[])[true, false])
                if (AgreesOnPrices(loan, new FactorPath(loan.Legs, Moving(loan, asset => moved.Contains(asset.Key)), falls))) found++;
        }
        Assert.InRange(found, 100, int.MaxValue);
    }

    static bool[] Moving(LendingPosition loan, Predicate<Asset> moves) => [.. loan.Legs.Select(leg => leg.OraclePrice.Sign > 0 && moves(leg.Asset))];

    static SolvencyRule Rule(bool truncates) => truncates ? new TruncatingRule() : new WeighingRule();

    /// <summary>True when there was something to find.</summary>
    static bool Agrees(LendingPosition loan, PricePath path)
    {
        var first = FirstLiquidation.On(path, SearchedLoan.Of(loan));
        var last = BigInteger.Min(path.Steps, Far);
        for (BigInteger step = 1; step <= last; step++)
        {
            if (!Allowed(loan, path, step)) continue;
            Assert.Equal(step, first);
            return true;
        }
        Assert.True(first is null || first > last, $"{first} of {path.Steps} is not there: {loan}");
        Assert.True(first is null || Allowed(loan, path, first.Value));
        return false;
    }

    /// <summary>The 10^12 factors give few different price vectors for small prices: each is asked once, at the first step that has it.</summary>
    static bool AgreesOnPrices(LendingPosition loan, PricePath path)
    {
        var first = FirstLiquidation.On(path, SearchedLoan.Of(loan));
        foreach (var step in Changes(loan, path))
        {
            if (!Allowed(loan, path, step)) continue;
            Assert.Equal(step, first);
            return true;
        }
        Assert.True(first is null || Allowed(loan, path, first.Value) && first > FactorPath.One * 3);
        return false;
    }

    /// <summary>Steps at which some price changes, while the factor is at most 4.</summary>
    static IEnumerable<BigInteger> Changes(LendingPosition loan, PricePath path)
    {
        var steps = new SortedSet<BigInteger>();
        for (var i = 0; i < loan.Legs.Length; i++)
            for (BigInteger target = 1; path.Moves(i) && target <= loan.Legs[i].OraclePrice * 4; target++)
            {
                var now = loan.Legs[i].OraclePrice;
                // ⌊now * factor⌋ first reaches target rising at factor ≥ target/now, falling once factor < (target + 1)/now.
                var edge = path.Falls ? FactorPath.One - ((target + 1) * FactorPath.One + now - 1) / now + 1 : (target * FactorPath.One + now - 1) / now - FactorPath.One;
                if (edge > 0 && edge <= path.Steps) steps.Add(edge);
            }
        return steps;
    }

    static bool Allowed(LendingPosition loan, PricePath path, BigInteger step) => loan.Rule.Evaluate(loan.Legs, [.. loan.Legs.Select(leg => leg.Raw)], path.At(step)).Liquidatable;

    /// <summary>One to three collaterals and one or two debts out of three assets, so that the same asset is often on both sides; safe now, most of them barely.</summary>
    static LendingPosition RandomLoan(Random random, SolvencyRule rule)
    {
        while (true)
        {
            var assets = Enumerable.Range(1, 3).Select(i => (Asset: new Asset(Loans.Chain, Loans.AddressOf((byte)i), $"T{i}", random.Next(0, 4)), Price: (BigInteger)random.Next(1, random.Next(2, 300)))).ToArray();
            var legs = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Leg(LegRole.Collateral))
                .Concat(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Leg(LegRole.Debt))).ToImmutableArray();
            var solvency = rule.Evaluate(legs);
            if (solvency.HealthFactor is { } health && !solvency.Liquidatable && (health.Raw < Lender.Wad * 2 || random.Next(8) == 0)) return Loans.Of(rule, legs);

            LoanLeg Leg(LegRole role)
            {
                var (asset, price) = assets[random.Next(3)];
                var threshold = role == LegRole.Debt ? (BigDecimal?)null : new BigDecimal(random.Next(5) == 0 ? random.Next(1, 9999) : random.Next(70, 95) * 100, 4);
                return new(role, asset, random.Next(1, random.Next(2, 30_000)), price, threshold, default);
            }
        }
    }

    /// <summary>One to three collaterals and one or two debts of one size, which is anything from a few units of the oracle to 10^24; the debts are up to what the collateral allows.</summary>
    static LendingPosition RandomLoanOfAnySize(Random random, SolvencyRule rule)
    {
        while (true)
        {
            var (size, common) = (random.Next(1, 25), random.Next(3) == 0 ? random.Next(5000, 9700) : 0);
            var collateral = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Leg(LegRole.Collateral, random.Next(1, 1000))).ToImmutableArray();
            var one = collateral.AddRange(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Leg(LegRole.Debt, 1000)));
            if (rule.Evaluate(one).HealthFactor is not { } health) continue;
            var share = health.Raw * random.Next(800, 1001) / 1000;
            var legs = collateral.AddRange(one.Skip(collateral.Length).Select(leg => leg with { Raw = leg.Raw * share / Lender.Wad }).Where(leg => !leg.Raw.IsZero));
            if (!rule.Evaluate(legs).Liquidatable) return Loans.Of(rule, legs);

            LoanLeg Leg(LegRole role, int amount)
            {
                var number = random.Next(1, 4);
                var asset = new Asset(Loans.Chain, Loans.AddressOf((byte)number), $"T{number}", 3 * number);
                var threshold = role == LegRole.Debt ? (BigDecimal?)null : new BigDecimal(common > 0 ? common : random.Next(4000, 9700), 4);
                return new(role, asset, amount * BigInteger.Pow(10, size) * BigInteger.Pow(10, 3 * number) / 1_000_000, 200 * number, threshold, default);
            }
        }
    }

    /// <summary>Two or three collaterals whose prices have thousands of steps, and a debt within 0.2 % of what they allow: one price step moves the average by less than a basis point, so health rises and falls on the way.</summary>
    static LendingPosition RandomLoanAtTheEdge(Random random)
    {
        var rule = new TruncatingRule();
        var collateral = Enumerable.Range(1, random.Next(2, 4)).Select(i => new LoanLeg(LegRole.Collateral, Unit(i), random.Next(1, 2000), random.Next(2000, 20_000), new BigDecimal(random.Next(4000, 9500), 4), default)).ToImmutableArray();
        var one = collateral.Add(new(LegRole.Debt, Unit(9), 1, 1, null, default));
        var allowed = rule.Evaluate(one).HealthFactor!.Value.Raw / Lender.Wad;
        return Loans.Of(rule, collateral.Add(one[^1] with { Raw = allowed - allowed * random.Next(1, 2000) / 1_000_000 }));
    }

    static Asset Unit(int number) => new(Loans.Chain, Loans.AddressOf((byte)number), $"T{number}", 0);
}
