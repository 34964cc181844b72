using System.Text.Json.Nodes;

namespace Watcher.Devnet;

/// <summary>The watcher's configuration for the local chain, in the shape of <c>appsettings.json</c>.</summary>
static class DevnetConfiguration
{
    /// <summary>The name of the chain in it.</summary>
    public const string Chain = "devnet";

    public static JsonObject Of(DevnetNode node) => new()
    {
        ["Watcher"] = new JsonObject
        {
            ["Chains"] = new JsonObject { [Chain] = ChainOf(node) },
            ["Wallets"] = new JsonArray([.. DevnetWallet.All.Select(Wallet)]),
        },
    };

    /// <summary>The chain's own time stands still in January 2026, so no age of its head is too great.</summary>
    static JsonObject ChainOf(DevnetNode node) => new()
    {
        ["ChainId"] = DevnetNode.ChainId,
        ["Rpc"] = new JsonArray(node.Url.ToString()),
        ["Every"] = "1s",
        ["MaxHeadAge"] = "36500d",
        ["Native"] = new JsonObject
        {
            ["Symbol"] = "ETH",
            ["PriceFeed"] = node.Tokens.Weth.Feed.Address.ToString(),
            ["Wrapped"] = node.Tokens.Weth.Address.ToString(),
            ["Group"] = node.Tokens.Weth.Group,
        },
        ["Tokens"] = new JsonArray([.. node.Tokens.All.Select(Priced), .. node.Tokens.Odd.Values.OrderBy(odd => odd.Address).Select(Odd)]),
        ["Protocols"] = new JsonObject
        {
            ["aave-v3"] = new JsonArray(new JsonObject
            {
                ["Name"] = "main",
                ["PoolAddressesProvider"] = node.AaveV3.AddressesProvider.Address.ToString(),
            }),
            ["uniswap-v2"] = new JsonArray(new JsonObject
            {
                ["Name"] = "uniswap",
                ["Factory"] = node.UniswapV2.Factory.Address.ToString(),
                ["Pairs"] = new JsonArray([.. node.UniswapV2.Pairs.Select(pair => (JsonNode)pair.Address.ToString())]),
            }),
            ["uniswap-v3"] = new JsonArray(new JsonObject
            {
                ["Name"] = "uniswap",
                ["Factory"] = node.UniswapV3.Factory.Address.ToString(),
                ["PositionManager"] = node.UniswapV3.PositionManager.Address.ToString(),
            }),
        },
    };

    static JsonObject Priced(Token token)
    {
        var json = new JsonObject
        {
            ["Address"] = token.Address.ToString(),
            ["Symbol"] = token.Symbol,
            ["PriceFeed"] = token.Feed.Address.ToString(),
            ["Heartbeat"] = "25h",
        };
        if (token.Group is { } group) json["Group"] = group;
        return json;
    }

    static JsonObject Odd(Contract token) => new() { ["Address"] = token.Address.ToString() };

    static JsonObject Wallet(DevnetWallet wallet) => new() { ["Label"] = wallet.Name, ["Address"] = wallet.Address.ToString() };
}
