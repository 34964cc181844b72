using Watcher.Evm;

namespace Watcher.Protocols.Erc20;

/// <summary>What a token calls itself and how it counts; never more than it tells.</summary>
public sealed class TokenReader(string chain, AssetBook assets)
{
    /// <summary>2^256 has 78 digits: a token with more decimals than this could not own one whole unit.</summary>
    const int MostDecimals = 77;

    /// <summary>
    /// The asset at this address. A configured symbol goes before the contract's own; decimals that are missing or absurd are unknown. A token
    /// that nobody configured can be anyone's (an NFT of it can be sent to any wallet): where it answers with endless work or endless text it
    /// tells nothing, and must not make what stands beside it unreadable.
    /// </summary>
    public Read<Asset> Read(PinnedBlock block, Address token) => block.Once(this, token, ReadAsset);

    async Read<Asset> ReadAsset(PinnedBlock block, Address token)
    {
        var known = assets.Find(new(chain, token));
        try
        {
            return await Read(block, token, known?.Asset.Symbol);
        }
        catch (ReadFailedException e) when (known is null && e.Failure.Reason is (FailureReason.OutOfGas or FailureReason.TooLarge))
        {
            return new(chain, token, null, null);
        }
    }

    async Read<Asset> Read(PinnedBlock block, Address token, string? configured)
    {
        var symbol = configured is null ? TokenSymbol.Of(block, token) : Evm.Read.FromResult<string?>(configured);
        var (name, decimals) = await Evm.Read.All(symbol, block.TryFixed(token, new Decimals()));
        return new(chain, token, name, decimals is { Ok: true, Value: <= MostDecimals } ? decimals.Value : null);
    }
}
