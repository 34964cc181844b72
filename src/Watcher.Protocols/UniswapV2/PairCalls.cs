using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.UniswapV2;

sealed record Factory() : Call<Address>("factory()", "(address)")
{
    protected override Address Decode(ref AbiReader reader) => reader.Address();
}

sealed record Token0() : Call<Address>("token0()", "(address)")
{
    protected override Address Decode(ref AbiReader reader) => reader.Address();
}

sealed record Token1() : Call<Address>("token1()", "(address)")
{
    protected override Address Decode(ref AbiReader reader) => reader.Address();
}

/// <summary>The balances that the pair trades on, as of its last trade, mint, burn or sync.</summary>
sealed record GetReserves() : Call<(BigInteger Reserve0, BigInteger Reserve1)>("getReserves()", "(uint112,uint112,uint32)")
{
    protected override (BigInteger Reserve0, BigInteger Reserve1) Decode(ref AbiReader reader)
    {
        var reserves = (reader.UInt(112), reader.UInt(112));
        reader.UInt32();
        return reserves;
    }
}

/// <summary>The product of the reserves after the last mint or burn; 0 while the protocol fee is off.</summary>
sealed record KLast() : Call<BigInteger>("kLast()", "(uint256)")
{
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}
