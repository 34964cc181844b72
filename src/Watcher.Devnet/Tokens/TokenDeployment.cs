using Watcher.Devnet.Chainlink;
using Watcher.Devnet.Node;

namespace Watcher.Devnet.Tokens;

/// <summary>Deploys the tokens and their feeds, and finds them again.</summary>
static class TokenDeployment
{
    const string Weth9 = "canonical-weth/build/contracts/WETH9.json";
    const string Mintable = "@aave/core-v3/artifacts/contracts/mocks/tokens/MintableERC20.sol/MintableERC20.json";
    const string Feed = "MockV3Aggregator";

    public static readonly string[] Odd =
        ["Bytes32SymbolToken", "NoDecimalsToken", "RevertingDecimalsToken", "WideDecimalsToken", "HostileToken", "HugeBalanceToken"];

    public static void Deploy(BlockDraft block, Deployment deployment)
    {
        var contracts = deployment.Contracts;
        foreach (var kind in TokenKind.All)
        {
            deployment.Record($"Tokens/{kind.Symbol}", kind == TokenKind.Weth
                ? block.Deploy(contracts.Packaged(Weth9))
                : block.Deploy(contracts.Packaged(Mintable), kind.Symbol, kind.Symbol, kind.Decimals));
            var price = Fixed.Scale(kind.Usd, PriceFeed.Decimals);
            deployment.Record($"Chainlink/{kind.Symbol}", block.Deploy(contracts.Compiled(Feed), PriceFeed.Decimals, price));
        }
        foreach (var odd in Odd) deployment.Record($"Tokens/{odd}", block.Deploy(contracts.Compiled(odd)));
    }

    public static Token Find(Deployment deployment, TokenKind kind) =>
        new(kind.Symbol, kind.Decimals, kind.Group, deployment[$"Tokens/{kind.Symbol}"], new(deployment[$"Chainlink/{kind.Symbol}"]));
}
