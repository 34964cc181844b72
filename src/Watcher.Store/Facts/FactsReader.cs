using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>Reads positions as they were at a block, on one connection.</summary>
sealed class FactsReader(SqliteConnection connection, FactsJson json)
{
    readonly SharedFactsBook book = new(json);
    readonly Dictionary<(long Block, long Deployment), SharedFacts> shared = [];
    readonly Dictionary<long, Asset> assets = [];
    readonly Dictionary<long, ImmutableArray<Address>> receipts = [];

    /// <param name="block">The block's id.</param>
    /// <param name="deployment">The deployment's id.</param>
    /// <param name="facts">The subject's state.</param>
    public ImmutableArray<Position> Positions(long block, long deployment, string facts)
    {
        var join = new PositionJoin(Remembered(shared, (block, deployment), _ => book.Load(connection, block, deployment)),
            id => Remembered(assets, id, LoadAsset), id => Remembered(receipts, id, LoadReceipts));
        return [.. json.Positions(facts).Select(join.Of)];
    }

    Asset LoadAsset(long id) => connection.QuerySingle<AssetRow>(
        """
        SELECT c.name AS Chain, a.address AS Address, a.symbol AS Symbol, a.decimals AS Decimals
        FROM assets a JOIN chains c ON c.id = a.chain_id WHERE a.id = @id
        """, new { id }).Asset();

    ImmutableArray<Address> LoadReceipts(long id) =>
        JsonSerializer.Deserialize<ImmutableArray<Address>>(connection.ExecuteScalar<string>("SELECT tokens FROM receipts WHERE id = @id", new { id })!);

    static TValue Remembered<TKey, TValue>(Dictionary<TKey, TValue> known, TKey key, Func<TKey, TValue> load) where TKey : notnull =>
        known.TryGetValue(key, out var value) ? value : known[key] = load(key);

    sealed record AssetRow(string Chain, string Address, string? Symbol, long? Decimals)
    {
        public Asset Asset() => new(Chain, Address.Length == 0 ? null : Primitives.Address.Parse(Address), Symbol, (int?)Decimals);
    }
}
