using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.UniswapV3;

sealed record Slot0() : Call<(BigInteger SqrtPrice, int Tick)>("slot0()", "(uint160,int24,uint16,uint16,uint16,uint8,bool)")
{
    protected override (BigInteger SqrtPrice, int Tick) Decode(ref AbiReader reader)
    {
        var price = (reader.UInt(160), reader.Int24());
        for (var i = 0; i < 3; i++) reader.UInt16();
        reader.UInt32(); // feeProtocol, eight bits here, but 32 in a fork
        reader.Bool();
        return price;
    }
}

/// <summary>All fees ever earned per unit of liquidity in token 0, Q128.128, wrapping.</summary>
sealed record FeeGrowthGlobal0() : Call<BigInteger>("feeGrowthGlobal0X128()", "(uint256)")
{
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}

/// <inheritdoc cref="FeeGrowthGlobal0"/>
sealed record FeeGrowthGlobal1() : Call<BigInteger>("feeGrowthGlobal1X128()", "(uint256)")
{
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}

/// <summary>Fee growth of both tokens on the side of the tick away from the current one.</summary>
sealed record GrowthOutside(int Tick) : Call<(BigInteger Token0, BigInteger Token1)>(
    "ticks(int24)", "(uint128,int128,uint256,uint256,int56,uint160,uint32,bool)")
{
    protected override void Encode(AbiWriter writer) => writer.Int(Tick, 24);

    protected override (BigInteger Token0, BigInteger Token1) Decode(ref AbiReader reader)
    {
        reader.UInt128();
        reader.Int(128);
        var growth = (reader.UInt256(), reader.UInt256());
        reader.Int(56);
        reader.UInt(160);
        reader.UInt32();
        reader.Bool();
        return growth;
    }
}

/// <summary>What the pool keeps for one owner and range: the sum of all the manager's positions there.</summary>
sealed record PooledPosition(BigInteger Liquidity, BigInteger GrowthInside0, BigInteger GrowthInside1, BigInteger Owed0, BigInteger Owed1);

sealed record PooledPositionOf(Address Owner, int Lower, int Upper) : Call<PooledPosition>(
    "positions(bytes32)", "(uint128,uint256,uint256,uint128,uint128)")
{
    /// <summary><c>keccak256(abi.encodePacked(owner, tickLower, tickUpper))</c>.</summary>
    protected override void Encode(AbiWriter writer)
    {
        Span<byte> packed = stackalloc byte[Address.Length + 6];
        Owner.CopyTo(packed);
        WriteInt24(packed[Address.Length..], Lower);
        WriteInt24(packed[(Address.Length + 3)..], Upper);
        writer.Bytes32(new Hash32(Keccak256.Hash(packed)));
    }

    protected override PooledPosition Decode(ref AbiReader reader) =>
        new(reader.UInt128(), reader.UInt256(), reader.UInt256(), reader.UInt128(), reader.UInt128());

    static void WriteInt24(Span<byte> target, int value) =>
        (target[0], target[1], target[2]) = ((byte)(value >> 16), (byte)(value >> 8), (byte)value);
}
