using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.AaveV3;

sealed record PoolRevision() : Call<BigInteger>("POOL_REVISION()", "(uint256)")
{
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}

/// <summary>The assets of the market; a reserve's id is <b>not</b> its place here once one was dropped.</summary>
sealed record GetReservesList() : Call<ImmutableArray<Address>>("getReservesList()", "(address[])")
{
    protected override ImmutableArray<Address> Decode(ref AbiReader reader) => reader.Array((ref AbiReader asset) => asset.Address());
}
