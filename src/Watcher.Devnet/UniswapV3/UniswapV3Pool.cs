using Watcher.Devnet.Tokens;

namespace Watcher.Devnet.UniswapV3;

/// <summary>A pool by its tokens, in the order of their addresses, and its fee in millionths.</summary>
public sealed class UniswapV3Pool
{
    readonly BigInteger startPriceX192;

    internal UniswapV3Pool(string first, string second, int fee, DevnetTokens tokens)
    {
        var pair = new[] { tokens[first], tokens[second] }.OrderBy(token => token.Address).ToArray();
        (Token0, Token1, Fee) = (pair[0], pair[1], fee);
        startPriceX192 = (StartUsd(Token0) * BigInteger.Pow(10, Token1.Decimals) << 192) / (StartUsd(Token1) * BigInteger.Pow(10, Token0.Decimals));
    }

    public Token Token0 { get; }
    public Token Token1 { get; }
    public int Fee { get; }

    /// <summary>Positions end at multiples of this many ticks.</summary>
    public int TickSpacing => Fee == 500 ? 10 : 60;

    /// <summary>The price that the pool started with: the square root of token1's units per unit of token0, times 2^96.</summary>
    internal BigInteger StartSqrtPrice => SquareRoot.Floor(startPriceX192);

    /// <summary>The usable tick next to the starting price times a factor: 0.9 is 10 % below.</summary>
    public int Tick(double factor)
    {
        var logarithm = BigInteger.Log(startPriceX192) - 192 * Math.Log(2) + Math.Log(factor);
        return (int)Math.Round(logarithm / Math.Log(1.0001) / TickSpacing) * TickSpacing;
    }

    /// <summary>How much of a token is worth so many USD at its starting price, to six decimals.</summary>
    internal static decimal Worth(Token token, decimal usd) => decimal.Round(usd / Kind(token).Usd, 6);

    static BigInteger StartUsd(Token token) => Fixed.Scale(Kind(token).Usd, Chainlink.PriceFeed.Decimals);

    static TokenKind Kind(Token token) => TokenKind.All.First(kind => kind.Symbol == token.Symbol);
}
