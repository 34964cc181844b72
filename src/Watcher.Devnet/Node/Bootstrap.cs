using Watcher.Devnet.AaveV3;
using Watcher.Devnet.Tokens;
using Watcher.Devnet.UniswapV2;
using Watcher.Devnet.UniswapV3;

namespace Watcher.Devnet.Node;

/// <summary>What stands on the chain once it is ready.</summary>
sealed record Markets(LocalChain Chain, DevnetTokens Tokens, AaveV3Market AaveV3, UniswapV2Exchange UniswapV2, UniswapV3Exchange UniswapV3);

/// <summary>Deploys everything, gives every wallet what it is there for, and lets thirty days of interest run.</summary>
sealed class Bootstrap(LocalChain chain, Contracts contracts)
{
    static readonly TimeSpan Seasoning = TimeSpan.FromDays(30);
    readonly Deployment deployment = new(chain, contracts);

    public async Task<Markets> Run()
    {
        await DeployContracts();
        await FundWallets();
        await ListReserves();
        var tokens = new DevnetTokens(deployment);
        var lending = new AaveV3Market(deployment, tokens);
        await OpenLoans(lending, tokens);
        var pairs = await UniswapV2Exchange.Open(deployment, tokens);
        await chain.Block(pairs.Trade);
        var pools = new UniswapV3Exchange(deployment, tokens);
        await new UniswapV3Scenario(chain, pools).Run();
        await chain.Block(block => GiveTokens(block, tokens));
        await tokens.Season(chain, Seasoning);
        return new(chain, tokens, lending, pairs, pools);
    }

    async Task DeployContracts()
    {
        var block = await chain.Draft();
        var multicall = Multicall3.Deploy(block, contracts);
        TokenDeployment.Deploy(block, deployment);
        AaveV3Deployment.DeployContracts(block, deployment);
        UniswapV2Exchange.Deploy(block, deployment);
        UniswapV3Exchange.Deploy(block, deployment);
        await block.Mine();
        await Multicall3.Move(chain, multicall);
    }

    async Task FundWallets()
    {
        await chain.SetBalance(DevnetTokens.Vault, BigInteger.Pow(10, 27));
        foreach (var wallet in DevnetWallet.All.Where(wallet => wallet != DevnetWallet.Empty))
            await chain.SetBalance(wallet.Address, Fixed.Scale(1.5m, 18));
    }

    async Task ListReserves()
    {
        var block = await chain.Draft();
        await AaveV3Deployment.ListReserves(block, deployment);
        await block.Mine();
    }

    async Task OpenLoans(AaveV3Market lending, DevnetTokens tokens)
    {
        await chain.Block(block => new AaveV3Scenario(block, lending, tokens).Liquidity());
        await chain.Block(block => new AaveV3Scenario(block, lending, tokens).Loans());
    }

    static void GiveTokens(BlockDraft block, DevnetTokens tokens)
    {
        DevnetTokens.Give(block, tokens.Usdc, DevnetWallet.Supplier.Address, tokens.Usdc.Units(2_500));
        DevnetTokens.Give(block, tokens.Wbtc, DevnetWallet.Supplier.Address, tokens.Wbtc.Units(0.25m));
        var odd = DevnetWallet.Odd.Address;
        foreach (var name in TokenDeployment.Odd)
            block.Send(odd, tokens.Odd[name], "mint", odd, name == "HugeBalanceToken" ? (BigInteger.One << 256) - 1 : BigInteger.Pow(10, 21));
    }
}
