using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.AaveV3;

sealed record GetUserAccountData(Address User) : Call<AccountData>("getUserAccountData(address)", "(uint256,uint256,uint256,uint256,uint256,uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.Address(User);

    protected override AccountData Decode(ref AbiReader reader)
    {
        var (collateral, debt) = (reader.UInt256(), reader.UInt256());
        reader.UInt256();
        var threshold = reader.UInt256();
        reader.UInt256();
        return new(collateral, debt, threshold, reader.UInt256());
    }
}

/// <summary>The pool's own answer about an account; money in units of the oracle.</summary>
/// <param name="LiquidationThreshold">The average, in whole basis points.</param>
/// <param name="HealthFactor">In wad; 2^256 - 1 without debt.</param>
sealed record AccountData(BigInteger Collateral, BigInteger Debt, BigInteger LiquidationThreshold, BigInteger HealthFactor);

sealed record GetUserConfiguration(Address User) : Call<UserConfiguration>("getUserConfiguration(address)", "((uint256))")
{
    protected override void Encode(AbiWriter writer) => writer.Address(User);
    protected override UserConfiguration Decode(ref AbiReader reader) => new(reader.UInt256());
}

sealed record GetUserEMode(Address User) : Call<BigInteger>("getUserEMode(address)", "(uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.Address(User);
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}
