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
    readonly IReadOnlyList<Asset> tokens;
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
        var (wei, balances) = await Evm.Read.All(block.NativeBalance(wallet), Evm.Read.All(tokens.Select(token => Balance(block, wallet, token))));
        var legs = balances.Where(leg => !leg.Raw.IsZero).Prepend(new(LegRole.Balance, native, wei));
        return new([new WalletPosition($"{chain}/{Name}/{wallet}", Name, Deployment, [.. legs])], []);
    }

    async Read<Leg> Balance(PinnedBlock block, Address wallet, Asset token)
    {
        var address = token.Address!.Value;
        var (balance, asset) = await Evm.Read.All(block.Try(address, new BalanceOf(wallet)), tokenReader.Read(block, address));
        return balance.Ok ? new(LegRole.Balance, asset, balance.Value) : throw new ReadFailedException(
            balance.Failure with { Why = $"balance of token {asset.Symbol} {address}: {balance.Failure.Why}" });
    }
}
