using Watcher.Devnet.AaveV3;
using Watcher.Devnet.Tokens;

namespace Watcher.Devnet.Node;

/// <summary>Deploys everything and lets thirty days of interest run.</summary>
sealed class Bootstrap(LocalChain chain, Contracts contracts)
{
    static readonly TimeSpan Seasoning = TimeSpan.FromDays(30);

    public async Task<Deployment> Run()
    {
        var deployment = new Deployment(chain, contracts);
        await DeployContracts(deployment);
        await chain.SetBalance(DevnetTokens.Vault, BigInteger.Pow(10, 27));
        var draft = await chain.Draft();
        await AaveV3Deployment.ListReserves(draft, deployment);
        await draft.Mine();
        await OpenPositions(deployment);
        return deployment;
    }

    async Task DeployContracts(Deployment deployment)
    {
        var block = await chain.Draft();
        var multicall = Multicall3.Deploy(block, contracts);
        TokenDeployment.Deploy(block, deployment);
        AaveV3Deployment.DeployContracts(block, deployment);
        await block.Mine();
        await Multicall3.Move(chain, multicall);
    }

    async Task OpenPositions(Deployment deployment)
    {
        var tokens = new DevnetTokens(deployment);
        var market = new AaveV3Market(deployment, tokens);
        await chain.Block(block => new AaveV3Scenario(block, market, tokens).Liquidity());
        await chain.Block(block => new AaveV3Scenario(block, market, tokens).Loans());
        await chain.Block(block => OddTokens(block, tokens));
        await tokens.Season(chain, Seasoning);
    }

    static void OddTokens(BlockDraft block, DevnetTokens tokens)
    {
        var odd = DevnetWallet.Odd.Address;
        foreach (var name in TokenDeployment.Odd)
            block.Send(odd, tokens.Odd[name], "mint", odd, name == "HugeBalanceToken" ? (BigInteger.One << 256) - 1 : BigInteger.Pow(10, 21));
    }
}
