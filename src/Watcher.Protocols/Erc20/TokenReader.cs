using Watcher.Evm;

namespace Watcher.Protocols.Erc20;

/// <summary>What a token calls itself and how it counts; never more than it tells.</summary>
public sealed class TokenReader(string chain, AssetBook assets)
{
    /// <summary>2^256 has 78 digits: a token with more decimals than this could not own one whole unit.</summary>
    const int MostDecimals = 77;

    /// <summary>The asset at this address. A configured symbol goes before the contract's own; decimals that are missing or absurd are unknown.</summary>
    public async Read<Asset> Read(PinnedBlock block, Address token)
    {
        var known = assets.Find(new(chain, token))?.Asset;
        var symbol = known?.Symbol is { } configured ? Evm.Read.FromResult<string?>(configured) : TokenSymbol.Of(block, token);
        var (name, decimals) = await Evm.Read.All(symbol, block.TryFixed(token, new Decimals()));
        return new(chain, token, name, decimals is { Ok: true, Value: <= MostDecimals } ? decimals.Value : null);
    }
}
