using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.UniswapV2;

/// <summary>Who receives the protocol fee; zero while it is off.</summary>
sealed record FeeTo() : Call<Address>("feeTo()", "(address)")
{
    protected override Address Decode(ref AbiReader reader) => reader.Address();
}
