using Watcher.Evm;
using Watcher.Protocols.Erc20;

namespace Watcher.Protocols.AaveV3;

/// <summary>
/// Reads what an account has of a reserve. Every aToken is asked for its balance, because the account's bitmap knows debts and collateral
/// only, not a supply whose use as collateral is switched off; debt tokens only where the bitmap says that there is debt.
/// </summary>
sealed class HoldingReader(Market market, PinnedBlock block, Address wallet, Address pool, Address oracle, UserConfiguration configuration)
{
    public async Read<Holding> Holding(Address asset)
    {
        var (reserve, price, indices, symbol, (identity, balances)) = await Read.All(
            block.Call(pool, new GetReserveData(asset)), block.Try(oracle, new GetAssetPrice(asset)), Indices(asset), Symbol(asset), Remembered(asset));
        if (identity != reserve.Identity) balances = await Balances(reserve.Identity);
        return new(new(market.Chain, asset, symbol, reserve.Configuration.Decimals), reserve, price, indices, balances);
    }

    async Read<Indices> Indices(Address asset)
    {
        var (supply, debt) = await Read.All(
            block.Try(pool, new GetReserveNormalizedIncome(asset)), block.Try(pool, new GetReserveNormalizedVariableDebt(asset)));
        return new(supply, debt);
    }

    /// <summary>
    /// The balances by the tokens we remember, in the same round as the reserve itself: what the reserve answers decides whether they are its
    /// tokens still (an asset can be dropped and listed anew).
    /// </summary>
    async Read<(ReserveIdentity Identity, Balances Balances)> Remembered(Address asset)
    {
        var identity = await block.Fixed(pool, new GetReserveIdentity(asset));
        return (identity, await Balances(identity));
    }

    async Read<Balances> Balances(ReserveIdentity reserve)
    {
        if (!configuration.Borrows(reserve.Id)) return new(await Balance(reserve.AToken), 0, 0, default);
        var (supplied, variable, stable, rate) = await Read.All(
            Balance(reserve.AToken), Balance(reserve.VariableDebt), Balance(reserve.StableDebt), StableRate(reserve.StableDebt));
        return new(supplied, variable, stable, new(rate));
    }

    Read<BigInteger> Balance(Address token) =>
        token.IsZero ? Read.FromResult(BigInteger.Zero) : block.Call(token, new BalanceOf(wallet));

    Read<BigInteger> StableRate(Address token) =>
        token.IsZero ? Read.FromResult(BigInteger.Zero) : block.Call(token, new GetUserStableRate(wallet));

    Read<string?> Symbol(Address asset) => market.Assets.Find(new(market.Chain, asset))?.Asset.Symbol is { } known
        ? Read.FromResult<string?>(known)
        : TokenSymbol.Of(block, asset);
}
