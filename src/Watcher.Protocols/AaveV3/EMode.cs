namespace Watcher.Protocols.AaveV3;

/// <summary>The efficiency mode an account is in: its members' liquidation threshold, and who its members are.</summary>
/// <param name="Category">0 = none.</param>
/// <param name="LiquidationThreshold">In basis points.</param>
/// <param name="Members">Since V3.2: bit <c>i</c> = reserve <c>i</c> is collateral of this category. Null before: then assets name their category.</param>
/// <param name="Price">Until V3.1, where the category has a price source of its own: its answer stands for the price of every member.</param>
sealed record EMode(int Category, int LiquidationThreshold, BigInteger? Members, BigInteger? Price)
{
    public static EMode None { get; } = new(0, 0, 0, null);

    public bool Contains(Reserve reserve) => Category != 0
        && (Members is { } members ? !((members >> reserve.Id) & 1).IsZero : reserve.Configuration.EModeCategory == Category);

    /// <summary>In basis points; the account's threshold for a supply of this reserve.</summary>
    public int ThresholdOf(Reserve reserve) => Contains(reserve) ? LiquidationThreshold : reserve.Configuration.LiquidationThreshold;
}
