using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.AaveV3;

/// <summary>The yearly rate an account's stable debt was taken at.</summary>
sealed record GetUserStableRate(Address User) : Call<BigInteger>("getUserStableRate(address)", "(uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.Address(User);
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}
