using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.Erc20;

/// <summary>How many digits of a token's integers stand behind the point. Optional in the standard: some tokens revert.</summary>
sealed record Decimals() : Call<int>("decimals()", "(uint8)")
{
    protected override int Decode(ref AbiReader reader) => reader.UInt8();
}
