using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Tests.Evm;

sealed record BalanceOf(Address Owner) : Call<BigInteger>("balanceOf(address)", "(uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.Address(Owner);

    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}

/// <summary>The same bytes as <see cref="BalanceOf"/>, read as something else.</summary>
sealed record BalanceTextOf(Address Owner) : Call<string>("balanceOf(address)", "(uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.Address(Owner);

    protected override string Decode(ref AbiReader reader) => $"{reader.UInt256()} units";
}

/// <summary>A function of one number; a fake contract answers what it likes.</summary>
sealed record Ask(int Number) : Call<BigInteger>("ask(uint256)", "(uint256)")
{
    protected override void Encode(AbiWriter writer) => writer.UInt256(Number);

    protected override BigInteger Decode(ref AbiReader reader) => reader.UInt256();
}

/// <summary>A function that returns nothing.</summary>
sealed record Poke() : Call<bool>("poke()", "()")
{
    protected override bool Decode(ref AbiReader reader) => true;
}
