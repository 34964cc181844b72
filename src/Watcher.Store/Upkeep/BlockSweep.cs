using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>Takes out blocks of a span of time that no row is of any more, with what all wallets shared at them.</summary>
sealed class BlockSweep(SqliteConnection connection, long from, long until)
{
    /// <summary>So many blocks are looked at together, and so many owners in a few milliseconds.</summary>
    const int Blocks = 200, Owners = 1000;

    public IEnumerable<long> Pieces() => connection.Query<long>("SELECT id FROM chains").SelectMany(Pieces);

    IEnumerable<long> Pieces(long chain)
    {
        for (var start = from; End(chain, start) is { } end; start = end)
            foreach (var removed in Span(chain, start, end)) yield return removed;
    }

    IEnumerable<long> Span(long chain, long start, long end)
    {
        // Another process may write between two pieces: then what was seen before says nothing any more.
        for (var whole = false; !whole;)
        {
            var version = Version();
            var unused = connection.Query<long>("SELECT id FROM blocks WHERE chain_id = @chain AND time >= @start AND time < @end", new { chain, start, end }).ToHashSet();
            foreach (var used in TimedTable.All.SelectMany(table => Used(table, start, end)))
            {
                unused.ExceptWith(used);
                yield return 0;
            }
            whole = Version() == version;
            if (whole && unused.Count > 0) yield return Remove(unused);
        }
    }

    /// <summary>Of the next span with blocks in it; null where there are none.</summary>
    long? End(long chain, long start) => connection.ExecuteScalar<long?>(
        "SELECT max(time) + 1 FROM (SELECT time FROM blocks WHERE chain_id = @chain AND time >= @start AND time < @until ORDER BY time LIMIT @Blocks)",
        new { chain, start, until, Blocks });

    IEnumerable<IEnumerable<long>> Used(TimedTable table, long start, long end)
    {
        var last = connection.ExecuteScalar<long?>($"SELECT max(id) FROM {table.Owners}") ?? 0;
        for (var after = 0L; after < last; after += Owners)
            yield return connection.Query<long>(table.Blocks, new { from = start, to = end, after, last = after + Owners });
    }

    /// <summary>Moves when another connection has written.</summary>
    long Version() => connection.ExecuteScalar<long>("PRAGMA data_version");

    long Remove(IEnumerable<long> unused) => connection.Execute(
        """
        DELETE FROM reserves WHERE block_id IN (SELECT value FROM json_each(@ids));
        DELETE FROM pools WHERE block_id IN (SELECT value FROM json_each(@ids));
        DELETE FROM prices WHERE block_id IN (SELECT value FROM json_each(@ids));
        DELETE FROM blocks WHERE id IN (SELECT value FROM json_each(@ids));
        """, new { ids = JsonSerializer.Serialize(unused) });
}
