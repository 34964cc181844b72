using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.Erc20;

sealed record TotalSupply() : Call<BigInteger>("totalSupply()", "(uint256)")
{
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}
