using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>Stores the market prices of a block, once for all wallets; an answer may replace a failure, never the reverse.</summary>
sealed class PriceWriter(SqliteConnection connection, Interned interned) : IDisposable
{
    readonly Statement store = new(connection,
        """
        INSERT INTO prices (block_id, asset_id, source, raw, decimals, usd, updated_at, failure, why)
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8)
        ON CONFLICT DO UPDATE
        SET source = excluded.source, raw = excluded.raw, decimals = excluded.decimals, usd = excluded.usd, updated_at = excluded.updated_at,
            failure = NULL, why = excluded.why
        WHERE prices.failure IS NOT NULL AND excluded.failure IS NULL
        """, 9);

    public void Write(long chain, long block, MarketPrices prices)
    {
        foreach (var (key, answer) in prices.Answers) Write(block, interned.Asset(chain, key.Address), answer);
        foreach (var (key, failure) in prices.Failures)
            store.Run(block, interned.Asset(chain, key.Address), null, null, null, null, null, failure.Reason.ToString(), failure.Why);
    }

    public void Dispose() => store.Dispose();

    void Write(long block, long asset, PriceAnswer answer)
    {
        if (answer is Price price)
            store.Run(block, asset, price.Source, price.Raw.ToString(), price.Decimals, price.Usd.ToDouble(), price.UpdatedAt.ToUnixTimeSeconds(), null, null);
        else if (answer is NoPrice none)
            store.Run(block, asset, none.Source, null, null, null, none.UpdatedAt?.ToUnixTimeSeconds(), null, none.Why);
    }
}
