using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>Stores what a block says to every wallet alike, once. A block that is stored again may add to it, and changes nothing.</summary>
sealed class SharedFactsWriter(SqliteConnection connection, FactsJson json) : IDisposable
{
    readonly Statement storeReserve = new(connection,
        """
        INSERT INTO reserves (block_id, deployment_id, asset_id, price, supply_index, supply_rate, debt_index, debt_rate)
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7)
        ON CONFLICT DO UPDATE
        SET price = excluded.price, supply_index = excluded.supply_index, supply_rate = excluded.supply_rate,
            debt_index = excluded.debt_index, debt_rate = excluded.debt_rate
        """, 8);
    readonly Statement storePool = new(connection,
        "INSERT INTO pools (block_id, deployment_id, pool, curve, tick) VALUES (@0, @1, @2, @3, @4) ON CONFLICT DO NOTHING", 5);
    readonly Statement removeReserves = new(connection, "DELETE FROM reserves WHERE block_id = @0", 1);
    readonly Statement removePools = new(connection, "DELETE FROM pools WHERE block_id = @0", 1);

    public void Write(long block, long deployment, SharedFacts shared)
    {
        foreach (var (asset, reserve) in shared.Reserves)
            storeReserve.Run(block, deployment, asset, Text(reserve.Price), Text(reserve.SupplyIndex), Text(reserve.SupplyRate), Text(reserve.DebtIndex), Text(reserve.DebtRate));
        foreach (var (pool, facts) in shared.Pools)
            if (facts.Curve is { } curve) storePool.Run(block, deployment, pool.ToString(), json.Write(curve), (long?)facts.Tick);
    }

    /// <summary>Nothing recorded is of this block any more.</summary>
    public void Remove(long block)
    {
        removeReserves.Run(block);
        removePools.Run(block);
    }

    public void Dispose()
    {
        storeReserve.Dispose();
        storePool.Dispose();
        removeReserves.Dispose();
        removePools.Dispose();
    }

    static string? Text(BigInteger? integer) => integer?.ToString(CultureInfo.InvariantCulture);
}
