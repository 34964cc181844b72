using System.Collections.Immutable;
using Watcher.Devnet.Node;

namespace Watcher.Devnet.UniswapV2;

/// <summary>
/// Uniswap V2 on the local chain, with its protocol fee on. WETH/USDC was last minted before the fee was switched on (its <c>kLast</c> is 0: it owes
/// none); DAI/USDC after it, and was traded since, so a fee is pending there.
/// </summary>
public sealed class UniswapV2Exchange
{
    const string Core = "@uniswap/v2-core/build/";
    static readonly Address Trader = DevnetAccount.Named("trader");
    readonly Deployment deployment;
    readonly DevnetTokens tokens;

    internal UniswapV2Exchange(Deployment deployment, DevnetTokens tokens, Address wethUsdc, Address daiUsdc)
    {
        this.deployment = deployment;
        this.tokens = tokens;
        var pair = deployment.Contracts.Packaged($"{Core}UniswapV2Pair.json");
        WethUsdc = deployment.At(wethUsdc, pair);
        DaiUsdc = deployment.At(daiUsdc, pair);
    }

    public Contract Factory => deployment["UniswapV2/Factory"];
    public Contract Router => deployment["UniswapV2/Router"];
    public Contract WethUsdc { get; }
    public Contract DaiUsdc { get; }
    public ImmutableArray<Contract> Pairs => [WethUsdc, DaiUsdc];

    /// <summary>Who is paid the protocol fee.</summary>
    public static Address FeeTo => DevnetAccount.Named("uniswap fees");

    /// <summary>A trader sells so much of one token for another.</summary>
    public Task Swap(string sell, string buy, decimal amount) => deployment.Chain.Block(block => Swap(block, tokens[sell], tokens[buy], amount));

    /// <summary>Mints both tokens to the user and adds them; what does not fit the pair's ratio stays with the user.</summary>
    public Task AddLiquidity(Address user, string first, decimal firstAmount, string second, decimal secondAmount) =>
        deployment.Chain.Block(block => AddLiquidity(block, Router, user, (tokens[first], firstAmount), (tokens[second], secondAmount)));

    internal static void Deploy(BlockDraft block, Deployment deployment)
    {
        var contracts = deployment.Contracts;
        var factory = deployment.Record("UniswapV2/Factory", block.Deploy(contracts.Packaged($"{Core}UniswapV2Factory.json"), BlockDraft.Deployer));
        deployment.Record("UniswapV2/Router", block.Deploy(
            contracts.Packaged("@uniswap/v2-periphery/build/UniswapV2Router02.json"), factory.Address, deployment["Tokens/WETH"].Address));
    }

    /// <summary>Makes and fills both pairs, with the protocol fee switched on between them.</summary>
    internal static async Task<UniswapV2Exchange> Open(Deployment deployment, DevnetTokens tokens)
    {
        var (factory, router) = (deployment["UniswapV2/Factory"], deployment["UniswapV2/Router"]);
        var (bank, provider) = (DevnetAccount.Named("bank"), DevnetWallet.Provider.Address);
        await deployment.Chain.Block(block =>
        {
            AddLiquidity(block, router, bank, (tokens.Weth, 1_000), (tokens.Usdc, 3_000_000));
            AddLiquidity(block, router, provider, (tokens.Weth, 10), (tokens.Usdc, 30_000));
            block.Send(BlockDraft.Deployer, factory, "setFeeTo", FeeTo);
            AddLiquidity(block, router, bank, (tokens.Dai, 2_000_000), (tokens.Usdc, 2_000_000));
            AddLiquidity(block, router, provider, (tokens.Dai, 20_000), (tokens.Usdc, 20_000));
        });
        return new(
            deployment, tokens,
            await factory.Get<Address>("getPair", tokens.Weth.Address, tokens.Usdc.Address),
            await factory.Get<Address>("getPair", tokens.Dai.Address, tokens.Usdc.Address));
    }

    /// <summary>Trades to and fro, for fees.</summary>
    internal void Trade(BlockDraft block)
    {
        Swap(block, tokens.Weth, tokens.Usdc, 20);
        Swap(block, tokens.Usdc, tokens.Weth, 60_000);
        Swap(block, tokens.Dai, tokens.Usdc, 100_000);
        Swap(block, tokens.Usdc, tokens.Dai, 95_000);
    }

    static void AddLiquidity(
        BlockDraft block, Contract router, Address user, (Token Token, decimal Amount) first, (Token Token, decimal Amount) second)
    {
        foreach (var (token, amount) in new[] { first, second }) DevnetTokens.Fund(block, user, token, token.Units(amount), router.Address);
        block.Send(
            user, router, "addLiquidity", first.Token.Address, second.Token.Address,
            first.Token.Units(first.Amount), second.Token.Units(second.Amount), BigInteger.Zero, BigInteger.Zero, user, BlockDraft.Never);
    }

    void Swap(BlockDraft block, Token sell, Token buy, decimal amount)
    {
        DevnetTokens.Fund(block, Trader, sell, sell.Units(amount), Router.Address);
        object[] path = [sell.Address, buy.Address];
        block.Send(Trader, Router, "swapExactTokensForTokens", sell.Units(amount), BigInteger.Zero, path, Trader, BlockDraft.Never);
    }
}
