using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.Erc20;

sealed record BalanceOf(Address Account) : Call<BigInteger>("balanceOf(address)", "(uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.Address(Account);
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}
