using Watcher.Devnet.Node;

namespace Watcher.Devnet.UniswapV3;

/// <summary>Fills the pools, opens the ranger's positions and trades through them.</summary>
sealed class UniswapV3Scenario(LocalChain chain, UniswapV3Exchange exchange)
{
    static readonly Address Bank = DevnetAccount.Named("bank");
    static readonly Address Ranger = DevnetWallet.Ranger.Address;
    static readonly BigInteger All = (BigInteger.One << 128) - 1;

    public async Task Run()
    {
        await chain.Block(Open);
        var positions = await exchange.Positions(Ranger);
        var closed = await Liquidity(positions[4]);
        var halved = await Liquidity(positions[5]) / 2;
        await chain.Block(block =>
        {
            Trade(block);
            Decrease(block, positions[4], closed);
            block.Send(Ranger, exchange.PositionManager, "collect", (object)new object[] { positions[4], Ranger, All, All });
            Decrease(block, positions[5], halved);
        });
    }

    /// <summary>
    /// The ranger's: in range; out of it on either side; narrow, soon crossed by trades; one to be closed; one to be halved without collecting.
    /// </summary>
    void Open(BlockDraft block)
    {
        exchange.Create(block);
        var (eth, btc) = (exchange.WethUsdc, exchange.WbtcWeth);
        Mint(block, Bank, eth, 0.5, 2, 1_000_000);
        Mint(block, Bank, btc, 0.5, 2, 1_000_000);
        Mint(block, Ranger, eth, 0.9, 1.1, 15_000);
        Mint(block, Ranger, eth, 0.7, 0.85, 6_000);
        Mint(block, Ranger, eth, 1.15, 1.3, 6_000);
        Mint(block, Ranger, eth, 0.998, 1.002, 9_000);
        Mint(block, Ranger, eth, 0.8, 1.2, 3_000);
        Mint(block, Ranger, btc, 0.8, 1.25, 12_000);
    }

    /// <summary>To and fro for fees, and in the end WETH a little cheaper than its feed, which leaves the narrow range behind.</summary>
    void Trade(BlockDraft block)
    {
        exchange.Swap(block, exchange.WethUsdc, "USDC", 60_000);
        exchange.Swap(block, exchange.WethUsdc, "WETH", 40);
        exchange.Swap(block, exchange.WbtcWeth, "WBTC", 0.5m);
        exchange.Swap(block, exchange.WbtcWeth, "WETH", 10);
    }

    /// <summary>So much USD of each token, in a range between two factors of the starting price.</summary>
    void Mint(BlockDraft block, Address user, UniswapV3Pool pool, double lower, double upper, decimal usd)
    {
        var (amount0, amount1) = (UniswapV3Pool.Worth(pool.Token0, usd), UniswapV3Pool.Worth(pool.Token1, usd));
        exchange.Mint(block, user, pool, (pool.Tick(lower), pool.Tick(upper)), amount0, amount1);
    }

    async Task<BigInteger> Liquidity(BigInteger position) => (BigInteger)(await exchange.PositionManager.Call("positions", position))[7];

    void Decrease(BlockDraft block, BigInteger position, BigInteger liquidity)
    {
        object[] decrease = [position, liquidity, BigInteger.Zero, BigInteger.Zero, BlockDraft.Never];
        block.Send(Ranger, exchange.PositionManager, "decreaseLiquidity", (object)decrease);
    }
}
