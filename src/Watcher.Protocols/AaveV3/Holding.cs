namespace Watcher.Protocols.AaveV3;

/// <summary>What an account has of one reserve; integers in the asset's smallest unit, interest to the block included.</summary>
sealed record Holding(Listing Listing, Balances Balances)
{
    public Asset Asset => Listing.Asset;

    public Reserve Reserve => Listing.Reserve;
}

/// <param name="StableRate">Of this account's stable debt, per year.</param>
sealed record Balances(BigInteger Supplied, BigInteger VariableDebt, BigInteger StableDebt, Ray StableRate)
{
    public bool Any => !(Supplied.IsZero && VariableDebt.IsZero && StableDebt.IsZero);
}
