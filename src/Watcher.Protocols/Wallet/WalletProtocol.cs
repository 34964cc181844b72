using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Protocols.Erc20;

namespace Watcher.Protocols.Wallet;

/// <summary>
/// What a wallet itself holds on one chain: the native asset and every configured token. There is one to a chain, without settings of its
/// own. The native leg is always there, a token's only where it holds some.
/// </summary>
public sealed class WalletProtocol : IProtocol
{
    readonly string chain;
    readonly Asset native;
    readonly List<Asset> tokens;
    readonly TokenReader tokenReader;

    WalletProtocol(string chain, AssetBook assets)
    {
        this.chain = chain;
        var configured = assets.All.Select(a => a.Asset).Where(a => a.Chain == chain).ToList();
        native = (configured.Find(a => a.Address is null) ?? new(chain, null, null, null)) with { Decimals = Wad.Decimals };
        tokens = configured.FindAll(a => a.Address is not null);
        tokenReader = new(chain, assets);
    }

    public static ProtocolKind Kind { get; } = new("wallet", settings => new WalletProtocol(settings.Chain, settings.Assets), [])
    {
        OnEveryChain = true,
    };

    public string Name => Kind.Name;

    public string Deployment => "";

    public async Read<ProtocolReading> Read(PinnedBlock block, Address wallet, ulong? since)
    {
        var (coins, known, balances) = (block.NativeBalance(wallet), Tokens(block), Balances(block, new(wallet)));
        var legs = new List<Leg>(1) { new(LegRole.Balance, native, await coins) };
        var assets = await known;
        for (var i = 0; i < balances.Length; i++)
            if (Balance(assets[i], await balances[i]) is { IsZero: false } raw) legs.Add(new(LegRole.Balance, assets[i], raw));
        return new([new WalletPosition($"{chain}/{Name}/{wallet}", Name, Deployment, [.. legs])], []);
    }

    /// <summary>One question for every token of every wallet: by far the most of what a cycle asks, so that each is no more than its read.</summary>
    Read<Outcome<BigInteger>>[] Balances(PinnedBlock block, BalanceOf call)
    {
        var reads = new Read<Outcome<BigInteger>>[tokens.Count];
        for (var i = 0; i < reads.Length; i++) reads[i] = block.Try(tokens[i].Address!.Value, call);
        return reads;
    }

    /// <summary>What the configured tokens are, for all wallets.</summary>
    Read<ImmutableArray<Asset>> Tokens(PinnedBlock block) =>
        block.Once(this, default, (at, _) => Evm.Read.All(tokens.Select(token => tokenReader.Read(at, token.Address!.Value))));

    static BigInteger Balance(Asset token, Outcome<BigInteger> balance) => balance.Ok ? balance.Value : throw new ReadFailedException(
        balance.Failure with { Why = $"balance of token {token.Symbol} {token.Address}: {balance.Failure.Why}" });
}
