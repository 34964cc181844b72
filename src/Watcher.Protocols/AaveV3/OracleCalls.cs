using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.AaveV3;

/// <summary>One unit of the currency the oracle answers in: 1e8 where that is the US dollar.</summary>
sealed record BaseCurrencyUnit() : Call<BigInteger>("BASE_CURRENCY_UNIT()", "(uint256)")
{
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}

sealed record GetAssetPrice(Address Asset) : Call<BigInteger>("getAssetPrice(address)", "(uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.Address(Asset);
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}
