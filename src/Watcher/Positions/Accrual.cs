namespace Watcher.Positions;

/// <summary>Which way a protocol rounds when it multiplies an amount by its index.</summary>
public enum AccrualRounding { HalfUp, Down, Up }

/// <summary>
/// How an amount grows between two actions of its owner: the protocol keeps a scaled amount that stands still, and one index for all who hold
/// or owe the asset. <c>raw = scaled * Index / 10^27</c>, rounded as the protocol does.
/// </summary>
/// <param name="Index">In ray, interest to the block included; never below one ray.</param>
public sealed record Accrual(BigInteger Index, AccrualRounding Rounding)
{
    /// <summary>The raw amount that a scaled one has become.</summary>
    public BigInteger Grown(BigInteger scaled) => Rounding switch
    {
        AccrualRounding.Down => Ray.MulFloor(scaled, Index),
        AccrualRounding.Up => Ray.MulCeil(scaled, Index),
        _ => Ray.MulHalfUp(scaled, Index),
    };

    /// <summary>
    /// The scaled amount that has become this raw one. There is at most one: an index of at least one ray makes raw amounts of neighbours
    /// differ. Null where there is none, so that the raw amount does not follow from this index.
    /// </summary>
    public BigInteger? ScaledOf(BigInteger raw)
    {
        if (Index < Ray.One || raw.Sign < 0) return null;
        var (below, rest) = BigInteger.DivRem(raw * Ray.One, Index);
        var scaled = Rounding switch
        {
            AccrualRounding.Down when !rest.IsZero => below + 1,
            AccrualRounding.HalfUp when rest * 2 > Index => below + 1,
            _ => below,
        };
        return Grown(scaled) == raw ? scaled : null;
    }
}
