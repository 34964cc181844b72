namespace Watcher.Protocols.AaveV3;

/// <summary>One asset of a market, as it stands at the block.</summary>
/// <param name="SupplyRate">Per year, as <paramref name="BorrowRate"/> (of variable debt).</param>
sealed record Reserve(ReserveIdentity Identity, ReserveConfiguration Configuration, Ray SupplyRate, Ray BorrowRate)
{
    public int Id => Identity.Id;
}

/// <summary>What <c>initReserve</c> sets once: the place in the bitmaps, and the tokens whose balances are supply and debt with interest to the block.</summary>
/// <param name="StableDebt">Zero since V3.2.</param>
sealed record ReserveIdentity(int Id, Address AToken, Address StableDebt, Address VariableDebt)
{
    public IEnumerable<Address> Tokens => new[] { AToken, StableDebt, VariableDebt }.Where(token => !token.IsZero);
}
