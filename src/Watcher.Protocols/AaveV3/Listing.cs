using Watcher.Evm;

namespace Watcher.Protocols.AaveV3;

/// <summary>One asset of a market at the block, the same for every account.</summary>
/// <param name="Price">The oracle's answer. It may have none for an asset that an account does not have.</param>
/// <param name="Indices">What scaled balances grow by; without them only the balances themselves are known.</param>
sealed record Listing(Asset Asset, Reserve Reserve, Outcome<BigInteger> Price, Indices Indices);

/// <summary>A reserve's indices at the block.</summary>
sealed record Indices(Outcome<BigInteger> Supply, Outcome<BigInteger> Debt);
