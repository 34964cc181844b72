using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Protocols.Erc20;

namespace Watcher.Protocols.UniswapV3;

/// <summary>Reads the NFTs of a wallet: what <c>decreaseLiquidity</c> of all liquidity and <c>collect</c> would pay at that block.</summary>
/// <param name="path">Chain, protocol and deployment, as positions' ids begin.</param>
sealed class PositionReader(string path, string deployment, Address factory, Address manager, TokenReader tokens)
{
    public async Read<ImmutableArray<Position>> Positions(PinnedBlock block, Address wallet)
    {
        var balance = block.Call(manager, new BalanceOf(wallet));
        var ours = block.Once(this, manager, ManagerOfFactory);
        var count = await balance;
        await ours;
        return count.IsZero ? [] : await Positions(block, wallet, (int)count);
    }

    async Read<ImmutableArray<Position>> Positions(PinnedBlock block, Address wallet, int count)
    {
        var positions = await Read.All(Enumerable.Range(0, count).Select(index => Position(block, wallet, index)));
        return [.. positions.OfType<Position>()];
    }

    /// <summary>Any contract can answer like a position manager: it must be one of this factory's.</summary>
    async Read<Address> ManagerOfFactory(PinnedBlock block, Address manager)
    {
        var owner = await block.Fixed(manager, new Factory());
        return owner == factory ? owner : throw new ReadFailedException(
            new(FailureReason.Disagreement, $"position manager {manager} is of factory {owner}, not of the configured {factory}"));
    }

    /// <summary>Null where the position is closed: no liquidity, and nothing owed.</summary>
    async Read<LiquidityPosition?> Position(PinnedBlock block, Address wallet, int index)
    {
        var tokenId = await block.Call(manager, new TokenOfOwnerByIndex(wallet, index));
        var nft = await block.Call(manager, new ManagedPositionOf(tokenId));
        if (nft.Liquidity.IsZero && nft.Owed0.IsZero && nft.Owed1.IsZero) return null;
        var (pool, asset0, asset1) = await Read.All(
            Pool(block, tokenId, nft), tokens.Read(block, nft.Token0), tokens.Read(block, nft.Token1));
        var curve = new ConcentratedCurve(nft.Liquidity, pool.SqrtPrice, TickMath.SqrtRatioAt(nft.Lower), TickMath.SqrtRatioAt(nft.Upper),
            asset0.Decimals ?? 0, asset1.Decimals ?? 0);
        return new($"{path}/{tokenId}", UniswapV3Protocol.Kind.Name, deployment, Legs(asset0, asset1, curve, Fees.Collectable(nft, pool)))
        {
            Pool = pool.Address,
            Curve = curve,
            Range = pool.Range,
        };
    }

    async Read<PoolRange> Pool(PinnedBlock block, BigInteger tokenId, ManagedPosition nft)
    {
        var pool = await block.Fixed(factory, new GetPool(nft.Token0, nft.Token1, nft.Fee));
        if (pool.IsZero) throw new ReadFailedException(
            new(FailureReason.Disagreement, $"factory {factory} has no pool of {nft.Token0} and {nft.Token1} with fee {nft.Fee}"));
        return await PoolRange.Read(block, pool, manager, tokenId, nft.Lower, nft.Upper);
    }

    /// <summary>Both tokens always, also where the range has none of one; fees only where there are some.</summary>
    static ImmutableArray<Leg> Legs(Asset asset0, Asset asset1, ConcentratedCurve curve, (BigInteger Token0, BigInteger Token1) fees)
    {
        Leg[] earned = [new(LegRole.Fee, asset0, fees.Token0), new(LegRole.Fee, asset1, fees.Token1)];
        return [new(LegRole.Token, asset0, curve.Amounts[0]), new(LegRole.Token, asset1, curve.Amounts[1]), .. earned.Where(leg => !leg.Raw.IsZero)];
    }
}
