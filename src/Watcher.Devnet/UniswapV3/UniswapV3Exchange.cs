using System.Collections.Immutable;
using Watcher.Devnet.Node;

namespace Watcher.Devnet.UniswapV3;

/// <summary>
/// Uniswap V3 on the local chain: WETH/USDC at 0.05 % and WBTC/WETH at 0.3 %. Its positions have no picture (no descriptor is deployed).
/// </summary>
public sealed class UniswapV3Exchange
{
    const string Periphery = "@uniswap/v3-periphery/artifacts/contracts/";
    const string Core = "@uniswap/v3-core/artifacts/contracts/";
    static readonly Address Trader = DevnetAccount.Named("trader");
    readonly Deployment deployment;
    readonly DevnetTokens tokens;

    internal UniswapV3Exchange(Deployment deployment, DevnetTokens tokens)
    {
        this.deployment = deployment;
        this.tokens = tokens;
        WethUsdc = new("WETH", "USDC", 500, tokens);
        WbtcWeth = new("WBTC", "WETH", 3_000, tokens);
    }

    public Contract Factory => deployment["UniswapV3/Factory"];
    public Contract PositionManager => deployment["UniswapV3/PositionManager"];
    public Contract Router => deployment["UniswapV3/Router"];
    public UniswapV3Pool WethUsdc { get; }
    public UniswapV3Pool WbtcWeth { get; }
    public ImmutableArray<UniswapV3Pool> Pools => [WethUsdc, WbtcWeth];

    /// <summary>The pool's contract.</summary>
    public async Task<Contract> Contract(UniswapV3Pool pool) => deployment.At(
        await Factory.Get<Address>("getPool", pool.Token0.Address, pool.Token1.Address, pool.Fee),
        deployment.Contracts.Packaged($"{Core}UniswapV3Pool.sol/UniswapV3Pool.json"));

    /// <summary>A trader sells so much of one token of the pool for the other.</summary>
    public Task Swap(UniswapV3Pool pool, string sell, decimal amount) => deployment.Chain.Block(block => Swap(block, pool, sell, amount));

    /// <summary>Mints the tokens to the user and opens a position in the ticks; what does not fit stays with the user. The position's id.</summary>
    public async Task<BigInteger> Mint(Address user, UniswapV3Pool pool, int tickLower, int tickUpper, decimal amount0, decimal amount1)
    {
        await deployment.Chain.Block(block => Mint(block, user, pool, (tickLower, tickUpper), amount0, amount1));
        return (await Positions(user))[^1];
    }

    /// <summary>All positions of a user, in the order of the position manager.</summary>
    public async Task<ImmutableArray<BigInteger>> Positions(Address user)
    {
        var count = (int)await PositionManager.Get<BigInteger>("balanceOf", user);
        var ids = await Task.WhenAll(Enumerable.Range(0, count).Select(i => PositionManager.Get<BigInteger>("tokenOfOwnerByIndex", user, i)));
        return [.. ids];
    }

    internal static void Deploy(BlockDraft block, Deployment deployment)
    {
        var contracts = deployment.Contracts;
        var weth = deployment["Tokens/WETH"].Address;
        var factory = deployment.Record("UniswapV3/Factory", block.Deploy(contracts.Packaged($"{Core}UniswapV3Factory.sol/UniswapV3Factory.json")));
        deployment.Record("UniswapV3/PositionManager", block.Deploy(
            contracts.Packaged($"{Periphery}NonfungiblePositionManager.sol/NonfungiblePositionManager.json"), factory.Address, weth, Address.Zero));
        deployment.Record("UniswapV3/Router", block.Deploy(contracts.Packaged($"{Periphery}SwapRouter.sol/SwapRouter.json"), factory.Address, weth));
    }

    /// <summary>Makes the pools at the feeds' prices.</summary>
    internal void Create(BlockDraft block)
    {
        foreach (var pool in Pools)
            block.Send(
                BlockDraft.Deployer, PositionManager, "createAndInitializePoolIfNecessary",
                pool.Token0.Address, pool.Token1.Address, pool.Fee, pool.StartSqrtPrice);
    }

    internal void Mint(BlockDraft block, Address user, UniswapV3Pool pool, (int Lower, int Upper) ticks, decimal amount0, decimal amount1)
    {
        var (units0, units1) = (pool.Token0.Units(amount0), pool.Token1.Units(amount1));
        DevnetTokens.Fund(block, user, pool.Token0, units0, PositionManager.Address);
        DevnetTokens.Fund(block, user, pool.Token1, units1, PositionManager.Address);
        object[] position =
        [
            pool.Token0.Address, pool.Token1.Address, pool.Fee, ticks.Lower, ticks.Upper, units0, units1, BigInteger.Zero, BigInteger.Zero,
            user, BlockDraft.Never,
        ];
        block.Send(user, PositionManager, "mint", (object)position);
    }

    internal void Swap(BlockDraft block, UniswapV3Pool pool, string sell, decimal amount)
    {
        var token = tokens[sell];
        var buy = token == pool.Token0 ? pool.Token1 : pool.Token0;
        DevnetTokens.Fund(block, Trader, token, token.Units(amount), Router.Address);
        object[] swap = [token.Address, buy.Address, pool.Fee, Trader, BlockDraft.Never, token.Units(amount), BigInteger.Zero, BigInteger.Zero];
        block.Send(Trader, Router, "exactInputSingle", (object)swap);
    }
}
