using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.EndToEnd.Evm;

sealed record BalanceOf(Address Owner) : Call<BigInteger>("balanceOf(address)", "(uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.Address(Owner);

    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}
