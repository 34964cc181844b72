namespace Watcher.Risk;

/// <summary>
/// Finds the first step of a price path at which the protocol allows liquidation, exactly, though health may be a sawtooth along the path.
/// <see cref="PathEstimate"/> leaps over what is surely safe; what it cannot tell is proved clear, or searched, by <see cref="SolvencyBound"/>,
/// in stretches that double for as long as there is neither a leap nor a find.
/// </summary>
/// <remarks>
/// Where the true average threshold is a whole basis point to within rounding, only walking millions of steps could tell. The search spends at most
/// <see cref="Budget"/>, and then answers with the first step it has not proved safe: too near by what one basis point of the threshold is
/// worth, never too far.
/// </remarks>
struct FirstLiquidation
{
    /// <summary>Stretches up to this length are walked step by step.</summary>
    const int Walk = 16;

    /// <summary>Questions about stretches before the search gives up being exact, a walk counting for twenty. Nearly all loans need a handful; dust needs thousands.</summary>
    const int Budget = 20_000, WalkCost = 20;

    readonly SearchedLoan loan;
    readonly PricePath path;
    readonly PathEstimate estimate;
    SolvencyBound? bound;
    int spent;

    FirstLiquidation(SearchedLoan loan, PricePath path) => (this.loan, this.path, estimate) = (loan, path, new(loan, path));

    /// <returns>The step, at least 1; null when the path has none.</returns>
    public static BigInteger? On(PricePath path, SearchedLoan loan) => new FirstLiquidation(loan, path).Step();

    BigInteger? Step()
    {
        var near = estimate.FirstDoubt(1, path.Steps);
        for (var stretch = BigInteger.One; near <= path.Steps; stretch *= 2)
        {
            var far = BigInteger.Min(near + stretch - 1, path.Steps);
            if (First(near, far) is { } step) return step;
            near = estimate.FirstDoubt(far + 1, stretch);
        }
        return null;
    }

    /// <summary>The first allowed step from near to far, by splitting; clear stretches are never entered.</summary>
    BigInteger? First(BigInteger near, BigInteger far)
    {
        if (near > far) return null;
        if (far - near < Walk) return Walked(near, far);
        if (++spent > Budget) return near;
        bound ??= new(loan, path);
        if (!bound.May(near, far)) return null;
        var middle = near + (far - near) / 2;
        return First(near, middle) ?? First(middle + 1, far);
    }

    BigInteger? Walked(BigInteger near, BigInteger far)
    {
        if ((spent += WalkCost) > Budget) return near;
        for (var step = near; step <= far; step++)
            if (loan.LiquidatableAt(path, step)) return step;
        return null;
    }
}
