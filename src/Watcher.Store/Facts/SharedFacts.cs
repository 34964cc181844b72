namespace Watcher.Store;

/// <summary>
/// What one deployment says at one block to every wallet alike, collected from their positions. The first to tell a value sets it; a position
/// that was told another one keeps its own.
/// </summary>
sealed class SharedFacts
{
    readonly Dictionary<long, ReserveFacts> reserves = [];
    readonly Dictionary<Address, PoolFacts> pools = [];

    public IReadOnlyDictionary<long, ReserveFacts> Reserves => reserves;
    public IReadOnlyDictionary<Address, PoolFacts> Pools => pools;

    public ReserveFacts Reserve(long asset) => reserves.TryGetValue(asset, out var known) ? known : reserves[asset] = new();

    public PoolFacts Pool(Address pool) => pools.TryGetValue(pool, out var known) ? known : pools[pool] = new();
}

/// <summary>Of one asset of a lending market. Null: nobody asked.</summary>
sealed class ReserveFacts
{
    public BigInteger? Price;
    public BigInteger? SupplyIndex, SupplyRate;
    public BigInteger? DebtIndex, DebtRate;

    /// <summary>Whether the value is everybody's: it is now, if there was none yet.</summary>
    public static bool Shares<T>(ref T? shared, T mine) where T : struct => (shared ??= mine).Equals(mine);
}

/// <summary>Of one pool.</summary>
sealed class PoolFacts
{
    public PoolCurve? Curve;
    public int? Tick;

    public bool Shares(PoolCurve curve) => (Curve ??= curve) == curve;
}
