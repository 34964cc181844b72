namespace Watcher.Risk;

/// <summary>Quotients as they are reported.</summary>
static class Ratios
{
    /// <summary>Significant digits of a reported ratio that is not exact.</summary>
    public const int Digits = 18;

    /// <summary><paramref name="part"/> over <paramref name="whole"/>; null when the whole is zero.</summary>
    public static BigDecimal? Of(BigDecimal part, BigDecimal whole) => whole.IsZero ? null : part.Divide(whole, Digits);

    /// <summary>The relative change from <paramref name="before"/> to <paramref name="after"/>: 100 to 75 is -0.25.</summary>
    public static BigDecimal Change(BigDecimal before, BigDecimal after) => (after - before).Divide(before, Digits);
}
