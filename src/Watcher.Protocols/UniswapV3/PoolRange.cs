using Watcher.Evm;

namespace Watcher.Protocols.UniswapV3;

/// <summary>What a pool says about one range of ticks at one block.</summary>
/// <param name="GrowthInside0">Fees of token 0 per unit of liquidity inside the range, Q128.128, modulo 2^256.</param>
/// <param name="Managed">The pool's own account of all the position manager's liquidity in the range.</param>
sealed record PoolRange(
    Address Address, BigInteger SqrtPrice, ConcentratedRange Range, BigInteger GrowthInside0, BigInteger GrowthInside1, PooledPosition Managed)
{
    public static async Read<PoolRange> Read(PinnedBlock block, Address pool, Address manager, BigInteger tokenId, int lower, int upper)
    {
        var ((sqrtPrice, tick), global0, global1, outsideLower, outsideUpper, managed) = await Evm.Read.All(
            block.Call(pool, new Slot0()), block.Call(pool, new FeeGrowthGlobal0()), block.Call(pool, new FeeGrowthGlobal1()),
            block.Call(pool, new GrowthOutside(lower)), block.Call(pool, new GrowthOutside(upper)),
            block.Call(pool, new PooledPositionOf(manager, lower, upper)));
        var range = new ConcentratedRange(tokenId, tick, lower, upper);
        return new(pool, sqrtPrice, range,
            FeeGrowth.Inside(range, global0, outsideLower.Token0, outsideUpper.Token0),
            FeeGrowth.Inside(range, global1, outsideLower.Token1, outsideUpper.Token1), managed);
    }
}
