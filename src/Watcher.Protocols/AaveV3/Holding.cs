using Watcher.Evm;

namespace Watcher.Protocols.AaveV3;

/// <summary>What an account has of one reserve; integers in the asset's smallest unit, interest to the block included.</summary>
/// <param name="Price">The oracle's answer. It may have none for an asset that this account does not have.</param>
/// <param name="Indices">What scaled balances grow by; without them only the balances themselves are known.</param>
sealed record Holding(Asset Asset, Reserve Reserve, Outcome<BigInteger> Price, Indices Indices, Balances Balances);

/// <summary>A reserve's indices at the block.</summary>
sealed record Indices(Outcome<BigInteger> Supply, Outcome<BigInteger> Debt);

/// <param name="StableRate">Of this account's stable debt, per year.</param>
sealed record Balances(BigInteger Supplied, BigInteger VariableDebt, BigInteger StableDebt, Ray StableRate)
{
    public bool Any => !(Supplied.IsZero && VariableDebt.IsZero && StableDebt.IsZero);
}
