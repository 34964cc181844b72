using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.UniswapV3;

sealed record Factory() : Call<Address>("factory()", "(address)")
{
    protected override Address Decode(ref AbiReader reader) => reader.Address();
}

sealed record TokenOfOwnerByIndex(Address Owner, int Index) : Call<BigInteger>("tokenOfOwnerByIndex(address,uint256)", "(uint256)")
{
    protected override void Encode(AbiWriter writer)
    {
        writer.Address(Owner);
        writer.UInt256(Index);
    }

    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}

/// <summary>An NFT's position as its manager keeps it.</summary>
/// <param name="GrowthInside0">Fee growth inside the range up to which <paramref name="Owed0"/> counts.</param>
sealed record ManagedPosition(
    Address Token0, Address Token1, int Fee, int Lower, int Upper, BigInteger Liquidity,
    BigInteger GrowthInside0, BigInteger GrowthInside1, BigInteger Owed0, BigInteger Owed1);

sealed record ManagedPositionOf(BigInteger TokenId) : Call<ManagedPosition>(
    "positions(uint256)", "(uint96,address,address,address,uint24,int24,int24,uint128,uint256,uint256,uint128,uint128)")
{
    protected override void Encode(AbiWriter writer) => writer.UInt256(TokenId);

    protected override ManagedPosition Decode(ref AbiReader reader)
    {
        reader.UInt(96);
        reader.Address();
        return new(reader.Address(), reader.Address(), (int)reader.UInt24(), reader.Int24(), reader.Int24(), reader.UInt128(),
            reader.UInt256(), reader.UInt256(), reader.UInt128(), reader.UInt128());
    }
}
