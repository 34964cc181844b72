namespace Watcher.Protocols.UniswapV3;

/// <summary>
/// Uncollected fees as <c>NonfungiblePositionManager.collect</c> pays them: what the manager owes the NFT, but no more than the pool owes the
/// manager for all its NFTs in that range. The pool rounds down at every touch of any of them, so it can owe a few units less.
/// </summary>
static class Fees
{
    public static (BigInteger Token0, BigInteger Token1) Collectable(ManagedPosition nft, PoolRange pool)
    {
        var managed = pool.Managed;
        // Only an NFT with liquidity makes the pool count its fees up to now before it pays.
        if (nft.Liquidity.IsZero) return (BigInteger.Min(nft.Owed0, managed.Owed0), BigInteger.Min(nft.Owed1, managed.Owed1));
        return (
            BigInteger.Min(
                FeeGrowth.Owed(nft.Owed0, nft.Liquidity, nft.GrowthInside0, pool.GrowthInside0),
                FeeGrowth.Owed(managed.Owed0, managed.Liquidity, managed.GrowthInside0, pool.GrowthInside0)),
            BigInteger.Min(
                FeeGrowth.Owed(nft.Owed1, nft.Liquidity, nft.GrowthInside1, pool.GrowthInside1),
                FeeGrowth.Owed(managed.Owed1, managed.Liquidity, managed.GrowthInside1, pool.GrowthInside1)));
    }
}
