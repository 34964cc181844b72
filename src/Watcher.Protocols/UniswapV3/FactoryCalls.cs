using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.UniswapV3;

sealed record GetPool(Address Token0, Address Token1, int Fee) : Call<Address>("getPool(address,address,uint24)", "(address)")
{
    protected override void Encode(AbiWriter writer)
    {
        writer.Address(Token0);
        writer.Address(Token1);
        writer.UInt(Fee, 24);
    }

    protected override Address Decode(ref AbiReader reader) => reader.Address();
}
