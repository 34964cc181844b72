namespace Watcher.Devnet.Tokens;

/// <summary>A token of the local chain before it is deployed.</summary>
/// <param name="Symbol">Its symbol, also the name by which operations take it.</param>
/// <param name="Decimals">Its decimals.</param>
/// <param name="Usd">The price that its feed starts with.</param>
/// <param name="Group">Assets of one group move together; null for a group of its own.</param>
sealed record TokenKind(string Symbol, int Decimals, decimal Usd, string? Group)
{
    public static readonly TokenKind Weth = new("WETH", 18, 3_000m, "eth");
    public static readonly TokenKind Usdc = new("USDC", 6, 1m, "usd");
    public static readonly TokenKind Dai = new("DAI", 18, 1m, "usd");
    public static readonly TokenKind Wbtc = new("WBTC", 8, 60_000m, "btc");
    public static readonly TokenKind WstEth = new("wstETH", 18, 3_510m, "eth");
    public static readonly TokenKind Link = new("LINK", 18, 15m, null);

    public static readonly TokenKind[] All = [Weth, Usdc, Dai, Wbtc, WstEth, Link];
}
