using Watcher.Evm;
using Watcher.Protocols.Erc20;

namespace Watcher.Protocols.AaveV3;

/// <summary>
/// Reads what an account has of a reserve. Every aToken is asked for its balance, because the account's bitmap knows debts and collateral
/// only, not a supply whose use as collateral is switched off; debt tokens only where the bitmap says that there is debt.
/// </summary>
sealed class HoldingReader(PinnedBlock block, Address wallet, ReserveReader reserves, UserConfiguration configuration)
{
    readonly BalanceOf balance = new(wallet);

    /// <summary>
    /// The balances by the tokens we remember, in the same round as the reserve itself: what the reserve answers decides whether they are its
    /// tokens still (an asset can be dropped and listed anew).
    /// </summary>
    public async Read<Holding> Holding(Address asset)
    {
        var asked = reserves.Listing(asset);
        var identity = await reserves.Identity(asset);
        var balances = await Balances(identity);
        var listing = await asked;
        if (identity != listing.Reserve.Identity) balances = await Balances(listing.Reserve.Identity);
        return new(listing, balances);
    }

    Read<Balances> Balances(ReserveIdentity reserve) => configuration.Borrows(reserve.Id) ? WithDebt(reserve) : Supplied(reserve);

    async Read<Balances> Supplied(ReserveIdentity reserve) => new(await Balance(reserve.AToken), 0, 0, default);

    async Read<Balances> WithDebt(ReserveIdentity reserve)
    {
        var (supplied, variable, stable, rate) = await Read.All(
            Balance(reserve.AToken), Balance(reserve.VariableDebt), Balance(reserve.StableDebt), StableRate(reserve.StableDebt));
        return new(supplied, variable, stable, new(rate));
    }

    Read<BigInteger> Balance(Address token) =>
        token.IsZero ? Read.FromResult(BigInteger.Zero) : block.Call(token, balance);

    Read<BigInteger> StableRate(Address token) =>
        token.IsZero ? Read.FromResult(BigInteger.Zero) : block.Call(token, new GetUserStableRate(wallet));
}
