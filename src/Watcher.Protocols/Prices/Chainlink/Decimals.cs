using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.Prices.Chainlink;

/// <summary>Decimals of the feed's answers: 8 for most feeds in US dollars, but not for all.</summary>
sealed record Decimals() : Call<byte>("decimals()", "(uint8)")
{
    protected override byte Decode(ref AbiReader reader) => reader.UInt8();
}
