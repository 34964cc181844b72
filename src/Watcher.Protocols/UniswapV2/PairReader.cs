using Watcher.Evm;
using Watcher.Protocols.Erc20;

namespace Watcher.Protocols.UniswapV2;

/// <summary>Reads a wallet's share of a pair: what <c>removeLiquidity</c> of all its LP tokens would pay at that block.</summary>
/// <param name="path">Chain, protocol and deployment, as positions' ids begin.</param>
sealed class PairReader(string path, string deployment, Address factory, TokenReader tokens)
{
    /// <summary>Null where the wallet holds no LP tokens of the pair.</summary>
    public async Read<LiquidityPosition?> Position(PinnedBlock block, Address wallet, Address pair)
    {
        var balance = block.Call(pair, new BalanceOf(wallet));
        var known = block.Once(this, pair, Tokens);
        var liquidity = await balance;
        var (token0, token1) = await known;
        return liquidity.IsZero ? null : await Position(block, wallet, pair, token0, token1, liquidity);
    }

    async Read<LiquidityPosition> Position(PinnedBlock block, Address wallet, Address pair, Address token0, Address token1, BigInteger liquidity)
    {
        var (curve, asset0, asset1) = await Read.All(
            Curve(block, pair, token0, token1, liquidity), tokens.Read(block, token0), tokens.Read(block, token1));
        curve = curve with { Decimals0 = asset0.Decimals ?? 0, Decimals1 = asset1.Decimals ?? 0 };
        return new($"{path}/{pair}/{wallet}", UniswapV2Protocol.Kind.Name, deployment,
            [new(LegRole.Token, asset0, curve.Amounts[0]), new(LegRole.Token, asset1, curve.Amounts[1])])
        {
            Pool = pair,
            Curve = curve,
            Share = new BigDecimal(liquidity, 0) / new BigDecimal(curve.Supply, 0),
            Receipts = [pair],
        };
    }

    /// <summary>The pair's tokens, once it is known for one of this factory's: any contract can answer like a pair.</summary>
    async Read<(Address, Address)> Tokens(PinnedBlock block, Address pair)
    {
        var (owner, token0, token1) = await Read.All(
            block.Fixed(pair, new Factory()), block.Fixed(pair, new Token0()), block.Fixed(pair, new Token1()));
        return owner == factory ? (token0, token1) : throw new ReadFailedException(
            new(FailureReason.Disagreement, $"pair {pair} is of factory {owner}, not of the configured {factory}"));
    }

    async Read<ConstantProductCurve> Curve(PinnedBlock block, Address pair, Address token0, Address token1, BigInteger liquidity)
    {
        var ((reserve0, reserve1), balance0, balance1, supply) = await Read.All(
            block.Call(pair, new GetReserves()), block.Call(token0, new BalanceOf(pair)), block.Call(token1, new BalanceOf(pair)),
            Supply(block, pair));
        if (reserve0.IsZero || reserve1.IsZero)
            throw new ReadFailedException(new(FailureReason.Unsupported, $"pair {pair} has LP tokens but an empty reserve: no price"));
        return new(reserve0, reserve1, balance0, balance1, liquidity, supply, 0, 0);
    }

    /// <summary>All LP tokens, with those that the next burn mints to the protocol first.</summary>
    async Read<BigInteger> Supply(PinnedBlock block, Address pair)
    {
        var (supply, kLast, feeTo, (reserve0, reserve1)) = await Read.All(
            block.Call(pair, new TotalSupply()), block.Call(pair, new KLast()), block.Call(factory, new FeeTo()),
            block.Call(pair, new GetReserves()));
        return feeTo.IsZero ? supply : supply + ProtocolFee.Pending(supply, reserve0, reserve1, kLast);
    }
}
