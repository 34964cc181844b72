namespace Watcher.Risk;

/// <summary>
/// Finds the first step of a price path at which the protocol allows liquidation, exactly, though health may be a sawtooth along the path.
/// First a crossing is found by interpolation; then everything before it is proved clear, or searched, by <see cref="SolvencyBound"/>.
/// </summary>
sealed class FirstLiquidation(SolvencyRule rule, PricePath path)
{
    /// <summary>Stretches up to this length are walked step by step.</summary>
    const int Walk = 6;

    readonly SolvencyBound bound = new(rule, path);

    /// <returns>The step, at least 1; null when the path has none.</returns>
    public BigInteger? Step()
    {
        if (path.Steps.Sign <= 0 || !bound.May(1, path.Steps)) return null;
        return Crossing() is { } crossing ? First(1, crossing - 1, nearFar: true) ?? crossing : First(1, path.Steps, nearFar: false);
    }

    /// <summary>The first allowed step from near to far, by splitting; clear stretches are never entered. Where it is likely only at the far end, little is split off there.</summary>
    BigInteger? First(BigInteger near, BigInteger far, bool nearFar)
    {
        if (near > far) return null;
        if (far - near < Walk) return Walked(near, far);
        if (!bound.May(near, far)) return null;
        var split = far - ((far - near) >> (nearFar ? 8 : 1)) - 1;
        return First(near, split, nearFar: false) ?? First(split + 1, far, nearFar);
    }

    BigInteger? Walked(BigInteger near, BigInteger far)
    {
        for (var step = near; step <= far; step++)
            if (bound.At(step)) return step;
        return null;
    }

    /// <summary>A step at which liquidation is allowed and just before which it is not: by false position, bisecting where that is slow. Null when the path's end is safe.</summary>
    BigInteger? Crossing()
    {
        var (safe, unsafeStep) = (BigInteger.Zero, path.Steps);
        var (above, below) = (Margin(safe).Value, Margin(unsafeStep));
        if (!below.Liquidatable) return null;
        var (under, bisect) = (below.Value, false);
        while (unsafeStep - safe > 1)
        {
            var width = unsafeStep - safe;
            var guess = safe + (bisect || above <= under ? width / 2 : BigInteger.Clamp(width * above / (above - under), 1, width - 1));
            var margin = Margin(guess);
            if (margin.Liquidatable) (unsafeStep, under) = (guess, margin.Value);
            else (safe, above) = (guess, margin.Value);
            bisect = (unsafeStep - safe) * 2 > width;
        }
        return unsafeStep;
    }

    /// <summary>Weighted collateral minus debt, scaled: positive while safe.</summary>
    (BigInteger Value, bool Liquidatable) Margin(BigInteger step)
    {
        var solvency = rule.Evaluate(path.Legs, path.At(step));
        return (((solvency.HealthFactor?.Raw ?? Wad.One) - Wad.One) * solvency.Debt, solvency.Liquidatable);
    }
}
