namespace Watcher.Risk;

/// <summary>Price moves (token 0 in token 1) to the ends of a concentrated position's range, as relative changes.</summary>
/// <remarks>Worked example: price 2000, range 1840 to 2240: down = 1840/2000 - 1 = -0.08, up = 2240/2000 - 1 = 0.12, nearest 0.08.
/// At price 2500: down = -0.264, up = -0.104, nearest -0.104: outside, by 10.4 %.</remarks>
public sealed record RangeDistance(BigDecimal Down, BigDecimal Up)
{
    /// <summary>The smallest move to an end; negative when outside.</summary>
    public BigDecimal Nearest => BigDecimal.Min(-Down, Up);

    public static RangeDistance Of(BigDecimal price, BigDecimal low, BigDecimal high) =>
        new((low / price - 1).RoundToDigits(Ratios.Digits), (high / price - 1).RoundToDigits(Ratios.Digits));
}
