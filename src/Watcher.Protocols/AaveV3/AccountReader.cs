using Watcher.Evm;

namespace Watcher.Protocols.AaveV3;

/// <summary>
/// Reads one wallet in one market in three rounds (four the first time): the provider's addresses; the account and the list of reserves;
/// every reserve with what the account has of it.
/// </summary>
sealed class AccountReader(Market market, PinnedBlock block, Address wallet)
{
    public async Read<ProtocolReading> Reading(ulong? since)
    {
        var reserves = await ReserveReader.Of(market, block);
        var (pool, oracle) = (reserves.Pool, reserves.Oracle);
        var (account, assets, unit, liquidations) = await Read.All(
            Account(pool), block.Call(pool, new GetReservesList()), block.Fixed(oracle, new BaseCurrencyUnit()),
            LiquidationLog.Of(block, pool, wallet, since));
        var reader = new HoldingReader(block, wallet, reserves, account.Configuration);
        var (holdings, emode) = await Read.All(Read.All(assets.Select(reader.Holding)), EMode(pool, oracle, account));
        var loan = Loan.Of(market, wallet, account, holdings, emode, unit, reserves.Receipts(holdings));
        return new(loan is null ? [] : [loan], [.. liquidations.Select(liquidation => liquidation.Tell(market, wallet, block.Ref, holdings))]);
    }

    async Read<Account> Account(Address pool)
    {
        var (revision, data, configuration, emode) = await Read.All(
            block.Try(pool, new PoolRevision()), block.Call(pool, new GetUserAccountData(wallet)),
            block.Call(pool, new GetUserConfiguration(wallet)), block.Call(pool, new GetUserEMode(wallet)));
        return new(data, configuration, (byte)emode, revision.Ok ? new(revision.Value) : PoolVersion.Earliest);
    }

    async Read<EMode> EMode(Address pool, Address oracle, Account account)
    {
        if (account.EMode == 0) return AaveV3.EMode.None;
        if (account.Pool.AssetsNameTheirCategory) return await LegacyEMode(pool, oracle, account.EMode);
        var (threshold, members) = await Read.All(
            block.Call(pool, new GetEModeCategoryCollateralConfig(account.EMode)),
            block.Call(pool, new GetEModeCategoryCollateralBitmap(account.EMode)));
        return new(account.EMode, threshold, members, null);
    }

    async Read<EMode> LegacyEMode(Address pool, Address oracle, byte id)
    {
        var category = await block.Call(pool, new GetEModeCategoryData(id));
        if (category.PriceSource.IsZero) return new(id, category.LiquidationThreshold, null, null);
        var price = await block.Call(oracle, new GetAssetPrice(category.PriceSource));
        return new(id, category.LiquidationThreshold, null, price.IsZero ? null : price);
    }
}
