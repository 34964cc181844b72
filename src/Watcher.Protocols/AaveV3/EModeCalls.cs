using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.AaveV3;

/// <summary>A category until V3.1; later pools still answer, with no price source.</summary>
sealed record GetEModeCategoryData(byte Category) : Call<LegacyCategory>("getEModeCategoryData(uint8)", "((uint16,uint16,uint16,address,string))")
{
    protected override void Encode(AbiWriter writer) => writer.UInt(Category, 8);

    protected override LegacyCategory Decode(ref AbiReader reader) => reader.Tuple((ref AbiReader category) =>
    {
        category.UInt16();
        var threshold = category.UInt16();
        category.UInt16();
        var source = category.Address();
        category.BytesView();
        return new LegacyCategory(threshold, source);
    });
}

/// <param name="LiquidationThreshold">In basis points.</param>
/// <param name="PriceSource">Zero = members have their own prices.</param>
sealed record LegacyCategory(int LiquidationThreshold, Address PriceSource);

/// <summary>A category's collateral parameters since V3.2: its liquidation threshold, in basis points.</summary>
sealed record GetEModeCategoryCollateralConfig(byte Category) : Call<int>("getEModeCategoryCollateralConfig(uint8)", "((uint16,uint16,uint16))")
{
    protected override void Encode(AbiWriter writer) => writer.UInt(Category, 8);

    protected override int Decode(ref AbiReader reader)
    {
        reader.UInt16();
        var threshold = reader.UInt16();
        reader.UInt16();
        return threshold;
    }
}

/// <summary>Since V3.2: bit <c>i</c> = reserve <c>i</c> is collateral of the category.</summary>
sealed record GetEModeCategoryCollateralBitmap(byte Category) : Call<BigInteger>("getEModeCategoryCollateralBitmap(uint8)", "(uint128)")
{
    protected override void Encode(AbiWriter writer) => writer.UInt(Category, 8);
    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt128();
}
