using Watcher.Evm.Abi;

namespace Watcher.Evm;

/// <summary>Multicall3's way to an account's balance of the chain's own currency.</summary>
sealed record NativeBalanceOf(Address Account) : Call<BigInteger>("getEthBalance(address)", "(uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.Address(Account);

    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}
