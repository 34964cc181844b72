using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.AaveV3;

sealed record GetReserveData(Address Asset) : Call<Reserve>("getReserveData(address)", Layout)
{
    /// <summary>The same words in every V3, those that lost their meaning included.</summary>
    internal const string Layout =
        "(((uint256),uint128,uint128,uint128,uint128,uint128,uint40,uint16,address,address,address,address,uint128,uint128,uint128))";

    protected override void Encode(AbiWriter writer) => writer.Address(Asset);
    protected override Reserve Decode(ref AbiReader reader) => Reserve(ref reader);

    internal static Reserve Reserve(ref AbiReader reader)
    {
        var configuration = new ReserveConfiguration(reader.UInt256());
        reader.UInt128();
        var supplyRate = reader.UInt128();
        reader.UInt128();
        var borrowRate = reader.UInt128();
        reader.UInt128();
        reader.UInt(40);
        var identity = new ReserveIdentity(reader.UInt16(), reader.Address(), reader.Address(), reader.Address());
        reader.Address();
        reader.UInt128();
        reader.UInt128();
        reader.UInt128();
        return new(identity, configuration, new(supplyRate), new(borrowRate));
    }
}

/// <summary>Of the same answer only what never changes, so that it can be remembered.</summary>
sealed record GetReserveIdentity(Address Asset) : Call<ReserveIdentity>("getReserveData(address)", GetReserveData.Layout)
{
    protected override void Encode(AbiWriter writer) => writer.Address(Asset);
    protected override ReserveIdentity Decode(ref AbiReader reader) => GetReserveData.Reserve(ref reader).Identity;
}

/// <summary>The index that a scaled supply grows by, interest to the block included, in ray.</summary>
sealed record GetReserveNormalizedIncome(Address Asset) : Call<BigInteger>("getReserveNormalizedIncome(address)", "(uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.Address(Asset);
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}

/// <summary>The index that a scaled variable debt grows by, interest to the block included, in ray.</summary>
sealed record GetReserveNormalizedVariableDebt(Address Asset) : Call<BigInteger>("getReserveNormalizedVariableDebt(address)", "(uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.Address(Asset);
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}
