using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.AaveV3;

sealed record GetPool() : Call<Address>("getPool()", "(address)")
{
    protected override Address Decode(ref AbiReader reader) => reader.Address();
}

sealed record GetPriceOracle() : Call<Address>("getPriceOracle()", "(address)")
{
    protected override Address Decode(ref AbiReader reader) => reader.Address();
}
