using System.Collections.Immutable;
using Watcher.Devnet.Node;
using Watcher.Devnet.Tokens;

namespace Watcher.Devnet;

/// <summary>The tokens of the local chain.</summary>
public sealed class DevnetTokens
{
    internal DevnetTokens(Deployment deployment)
    {
        All = [.. TokenKind.All.Select(kind => TokenDeployment.Find(deployment, kind))];
        Odd = TokenDeployment.Odd.ToImmutableDictionary(name => name, name => deployment[$"Tokens/{name}"]);
    }

    /// <summary>Those with a feed.</summary>
    public ImmutableArray<Token> All { get; }

    /// <summary>Those that break what readers take for granted, by the name of their contract: see <c>OddTokens.sol</c>.</summary>
    public ImmutableDictionary<string, Contract> Odd { get; }

    public Token Weth => this["WETH"];
    public Token Usdc => this["USDC"];
    public Token Dai => this["DAI"];
    public Token Wbtc => this["WBTC"];
    public Token WstEth => this["wstETH"];
    public Token Link => this["LINK"];

    /// <summary>By symbol, whatever its case; <c>ETH</c> means WETH, whose feed prices both.</summary>
    /// <exception cref="DevnetException">There is no such token.</exception>
    public Token this[string symbol] =>
        All.FirstOrDefault(token => Same(token.Symbol, Same(symbol, "ETH") ? "WETH" : symbol))
        ?? throw new DevnetException($"the local chain has no token {symbol}: it has {string.Join(", ", All.Select(token => token.Symbol))}");

    static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Mines a block this much later in which every feed gives its answer anew.</summary>
    internal async Task Season(LocalChain chain, TimeSpan time)
    {
        var answers = await Task.WhenAll(All.Select(token => token.Feed.Answer()));
        await chain.Block(time, block =>
        {
            foreach (var (token, answer) in All.Zip(answers)) token.Feed.Set(block, answer);
        });
    }

    /// <summary>
    /// Gives an account an amount out of nothing. WETH is wrapped from coins, which the <see cref="Vault"/> has without end.
    /// </summary>
    internal static void Give(BlockDraft block, Token token, Address account, BigInteger amount)
    {
        if (token.Symbol != TokenKind.Weth.Symbol)
        {
            block.Send(Vault, token.Contract, "mint", account, amount);
            return;
        }
        block.Pay(Vault, amount, token.Contract, "deposit");
        block.Send(Vault, token.Contract, "transfer", account, amount);
    }

    /// <summary>As <see cref="Give"/>, and lets <paramref name="spender"/> take the amount.</summary>
    internal static void Fund(BlockDraft block, Address account, Token token, BigInteger amount, Address spender)
    {
        Give(block, token, account, amount);
        block.Send(account, token.Contract, "approve", spender, amount);
    }

    /// <summary>Where wrapped coins come from.</summary>
    internal static readonly Address Vault = DevnetAccount.Named("vault");
}
