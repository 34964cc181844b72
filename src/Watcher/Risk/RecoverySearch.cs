namespace Watcher.Risk;

/// <summary>Searches what brings one loan back: amounts are tried on the protocol's own rule until one suffices and the next smaller does not.</summary>
sealed class RecoverySearch
{
    readonly LendingPosition loan;
    readonly BigDecimal wanted;
    readonly BigInteger[] read, prices, tried;

    /// <summary>The legs owed, the largest debt first.</summary>
    readonly int[] debts;

    /// <param name="loan">With debt.</param>
    /// <param name="wanted">The health factor to come back to.</param>
    public RecoverySearch(LendingPosition loan, BigDecimal wanted)
    {
        (this.loan, this.wanted) = (loan, wanted);
        (read, prices) = ([.. loan.Legs.Select(leg => leg.Raw)], [.. loan.Legs.Select(leg => leg.OraclePrice)]);
        tried = new BigInteger[read.Length];
        debts = [.. Enumerable.Range(0, read.Length).Where(leg => loan.Legs[leg].Role == LegRole.Debt).OrderByDescending(Worth)];
    }

    public Recovery Run() => new(Repaid(), Added());

    BigDecimal Repaid()
    {
        TryRepaid(Least(TotalDebt, units => Reaches(TryRepaid, units))!.Value);
        return Difference();
    }

    BigDecimal? Added()
    {
        if (BestCollateral() is not { } target) return null;
        var enough = (wanted * TotalDebt).Divide(loan.Legs[target].LiquidationThreshold!.Value, 40);
        var most = enough.Unscaled / PowerOfTen.Of(enough.Scale) * 2 + 1000;
        if (Least(most, units => Reaches(more => TryAdded(target, more), units)) is not { } least) return null;
        TryAdded(target, least);
        return Difference();
    }

    BigInteger TotalDebt => debts.Aggregate(BigInteger.Zero, (sum, debt) => sum + Worth(debt));

    /// <summary>The leg of the highest threshold.</summary>
    int? BestCollateral()
    {
        int? best = null;
        for (var leg = 0; leg < read.Length; leg++)
        {
            if (loan.Legs[leg] is not { Role: LegRole.Collateral, LiquidationThreshold: { Sign: > 0 } threshold, OraclePrice.Sign: > 0 }) continue;
            if (best is null || threshold > loan.Legs[best.Value].LiquidationThreshold) best = leg;
        }
        return best;
    }

    void TryRepaid(BigInteger units)
    {
        read.CopyTo(tried, 0);
        foreach (var debt in debts)
        {
            var whole = Worth(debt);
            var part = BigInteger.Min(units, whole);
            tried[debt] = part == whole ? 0 : read[debt] - RawOf(debt, part);
            units -= part;
        }
    }

    void TryAdded(int leg, BigInteger units)
    {
        read.CopyTo(tried, 0);
        tried[leg] += RawOf(leg, units);
    }

    bool Reaches(Action<BigInteger> tryWith, BigInteger units)
    {
        tryWith(units);
        return loan.Rule.Evaluate(loan.Legs, tried, prices).HealthFactor is not { } health || health.ToDecimal() >= wanted;
    }

    /// <summary>What the changed amounts are worth in USD: at least what was searched, for tokens come in whole raw units.</summary>
    BigDecimal Difference()
    {
        var units = BigInteger.Zero;
        for (var leg = 0; leg < read.Length; leg++) units += FullMath.MulDiv(BigInteger.Abs(tried[leg] - read[leg]), prices[leg], Unit(leg));
        return OraclePrices.Usd(loan, units);
    }

    /// <summary>The leg's value in whole units of the oracle, rounded up.</summary>
    BigInteger Worth(int leg) => CeilingDivide(read[leg] * prices[leg], Unit(leg));

    /// <summary>The raw amount worth so many units of the oracle, rounded up.</summary>
    BigInteger RawOf(int leg, BigInteger units) => prices[leg].IsZero ? 0 : CeilingDivide(units * Unit(leg), prices[leg]);

    BigInteger Unit(int leg) => PowerOfTen.Of(loan.Legs[leg].Asset.Decimals ?? 0);

    static BigInteger CeilingDivide(BigInteger a, BigInteger b) => (a + b - 1) / b;

    /// <summary>The least from 0 to <paramref name="high"/> that <paramref name="suffices"/>, once it does for all greater; null when even high does not suffice.</summary>
    static BigInteger? Least(BigInteger high, Func<BigInteger, bool> suffices)
    {
        var low = BigInteger.Zero;
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
