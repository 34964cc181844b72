using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>What deployments say to every wallet alike, as it lies in <c>reserves</c> and <c>pools</c>.</summary>
sealed class SharedFactsBook(FactsJson json)
{
    public SharedFacts Load(SqliteConnection connection, long block, long deployment)
    {
        var shared = new SharedFacts();
        foreach (var row in connection.Query<ReserveRow>(ReserveRow.Sql, new { block, deployment })) row.FillIn(shared.Reserve(row.Asset));
        foreach (var row in connection.Query<PoolRow>(PoolRow.Sql, new { block, deployment }))
        {
            var pool = shared.Pool(Address.Parse(row.Pool));
            (pool.Curve, pool.Tick) = (json.Curve(row.Curve), (int?)row.Tick);
        }
        return shared;
    }

    sealed record ReserveRow(long Asset, string? Price, string? SupplyIndex, string? SupplyRate, string? DebtIndex, string? DebtRate)
    {
        public const string Sql =
            """
            SELECT asset_id AS Asset, price AS Price, supply_index AS SupplyIndex, supply_rate AS SupplyRate, debt_index AS DebtIndex, debt_rate AS DebtRate
            FROM reserves WHERE block_id = @block AND deployment_id = @deployment
            """;

        public void FillIn(ReserveFacts reserve)
        {
            reserve.Price = Integer(Price);
            (reserve.SupplyIndex, reserve.SupplyRate) = (Integer(SupplyIndex), Integer(SupplyRate));
            (reserve.DebtIndex, reserve.DebtRate) = (Integer(DebtIndex), Integer(DebtRate));
        }

        static BigInteger? Integer(string? text) => text is null ? null : BigInteger.Parse(text, CultureInfo.InvariantCulture);
    }

    sealed record PoolRow(string Pool, string Curve, long? Tick)
    {
        public const string Sql = "SELECT pool AS Pool, curve AS Curve, tick AS Tick FROM pools WHERE block_id = @block AND deployment_id = @deployment";
    }
}
