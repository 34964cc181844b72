using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Protocols.Erc20;

namespace Watcher.Protocols.AaveV3;

/// <summary>Reads what a market's accounts have in common at a block, once for all of them.</summary>
sealed class ReserveReader(Market market, PinnedBlock block, Address pool, Address oracle)
{
    ImmutableArray<Address>? receipts;

    public Address Pool => pool;

    public Address Oracle => oracle;

    public static Read<ReserveReader> Of(Market market, PinnedBlock block) =>
        block.Once(market, market.Provider, async (at, provider) =>
        {
            var (pool, oracle) = await Read.All(at.Call(provider, new GetPool()), at.Call(provider, new GetPriceOracle()));
            return new ReserveReader(market, at, pool, oracle);
        });

    /// <summary>The asset as it stands now.</summary>
    public Read<Listing> Listing(Address asset) => block.Once(this, asset, ReadListing);

    /// <summary>What is remembered of it.</summary>
    public Read<ReserveIdentity> Identity(Address asset) => block.Once(this, asset, (at, of) => at.Fixed(pool, new GetReserveIdentity(of)));

    /// <summary>The tokens of all reserves, which all accounts are asked for: the same list for all of them.</summary>
    public ImmutableArray<Address> Receipts(ImmutableArray<Holding> holdings) => receipts ??= Loan.Receipts(holdings);

    async Read<Listing> ReadListing(PinnedBlock at, Address asset)
    {
        var (reserve, price, supply, debt, symbol) = await Read.All(
            at.Call(pool, new GetReserveData(asset)), at.Try(oracle, new GetAssetPrice(asset)), at.Try(pool, new GetReserveNormalizedIncome(asset)),
            at.Try(pool, new GetReserveNormalizedVariableDebt(asset)), Symbol(asset));
        return new(new(market.Chain, asset, symbol, reserve.Configuration.Decimals), reserve, price, new(supply, debt));
    }

    Read<string?> Symbol(Address asset) => market.Assets.Find(new(market.Chain, asset))?.Asset.Symbol is { } known
        ? Read.FromResult<string?>(known)
        : TokenSymbol.Of(block, asset);
}
