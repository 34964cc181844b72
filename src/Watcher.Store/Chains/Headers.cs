using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>A block something is recorded of.</summary>
/// <param name="Canonical">False: reorganised away, as far as known.</param>
public sealed record RecordedHeader(BlockRef Block, bool Canonical);

/// <summary>The headers of recorded blocks, to be checked against the chain until they are final. What belongs to an orphaned block is flagged with it, never deleted.</summary>
public sealed class Headers
{
    readonly Database database;

    internal Headers(Database database) => this.database = database;

    /// <summary>The chain that a name stands for: of several that bore it, the one recorded last; null where nothing is recorded of any.</summary>
    public ChainIdentity? Current(string name) => database.Read(connection =>
        connection.QueryFirstOrDefault<byte[]>("SELECT genesis FROM chains WHERE name = @name ORDER BY used_at DESC, id DESC LIMIT 1", new { name }) is { } genesis
            ? new ChainIdentity(name, new(genesis))
            : null);

    /// <summary>Recorded blocks that stand, as far as known, in a span of the chain's own time; oldest first.</summary>
    public ImmutableArray<BlockRef> Between(ChainIdentity chain, DateTimeOffset since, DateTimeOffset until) => database.Read<ImmutableArray<BlockRef>>(connection =>
        [.. connection.Query<HeaderRow>(
            """
            SELECT b.number AS Number, b.hash AS Hash, b.time AS Time, b.canonical AS Canonical
            FROM blocks b JOIN chains c ON c.id = b.chain_id
            WHERE c.name = @Name AND c.genesis = @genesis AND b.canonical = 1 AND b.time BETWEEN @since AND @until ORDER BY b.time, b.number
            """, new { chain.Name, genesis = chain.Genesis.ToBytes(), since = since.ToUnixTimeSeconds(), until = until.ToUnixTimeSeconds() })
            .Select(row => Instants.Block(row.Number, row.Hash, row.Time)!)]);

    /// <summary>Recorded blocks above a height (the last one known to be final), orphaned ones too; oldest first.</summary>
    public ImmutableArray<RecordedHeader> Above(ChainIdentity chain, ulong number) => database.Read<ImmutableArray<RecordedHeader>>(connection =>
        [.. connection.Query<HeaderRow>(
            """
            SELECT b.number AS Number, b.hash AS Hash, b.time AS Time, b.canonical AS Canonical
            FROM blocks b JOIN chains c ON c.id = b.chain_id
            WHERE c.name = @Name AND c.genesis = @genesis AND b.number > @number ORDER BY b.number, b.id
            """, new { chain.Name, genesis = chain.Genesis.ToBytes(), number = (long)number })
            .Select(row => new RecordedHeader(Instants.Block(row.Number, row.Hash, row.Time)!, row.Canonical == 1))]);

    /// <summary>The lowest recorded block that no node could tell of since one at or below it stood; null where all were told of.</summary>
    public ulong? Unanswered(ChainIdentity chain) => database.Read(connection => (ulong?)connection.ExecuteScalar<long?>(
        "SELECT unanswered FROM chains WHERE name = @Name AND genesis = @genesis", new { chain.Name, genesis = chain.Genesis.ToBytes() }));

    /// <summary>Keeps what a check found, in one transaction: what belongs to its blocks, and what is still to be done about it after a restart.</summary>
    public void Keep(ChainIdentity chain, HeaderCheck found) => database.Write(connection =>
    {
        var id = connection.ExecuteScalar<long?>("SELECT id FROM chains WHERE name = @Name AND genesis = @genesis", new { chain.Name, genesis = chain.Genesis.ToBytes() });
        Mark(connection, id, found.Gone, canonical: false);
        Mark(connection, id, found.Back, canonical: true);
        connection.Execute("UPDATE chains SET unanswered = @unanswered WHERE id = @id", new { id, unanswered = (long?)found.Unanswered });
        if (found.Replaced is { } from) connection.Execute(ReadEventsAgain, new { id, from = (long)from });
    });

    /// <summary>Of every subject that was read well at one of the replaced blocks or later. Its own time finds a subject's last readings without a walk through all of them.</summary>
    const string ReadEventsAgain =
        """
        UPDATE subjects SET events_from = min(ifnull(events_from, @from), @from)
        WHERE deployment_id IN (SELECT id FROM deployments WHERE chain_id = @id)
        AND EXISTS (SELECT 1 FROM readings r WHERE r.subject_id = subjects.id AND r.state_id IS NOT NULL
          AND r.time >= (SELECT min(time) FROM blocks WHERE chain_id = @id AND number >= @from))
        """;

    static void Mark(SqliteConnection connection, long? chain, ImmutableArray<Hash32> hashes, bool canonical)
    {
        if (hashes.IsEmpty) return;
        connection.Execute("UPDATE blocks SET canonical = @canonical WHERE hash = @hash AND chain_id = @chain",
            hashes.Select(hash => new { hash = hash.ToBytes(), canonical, chain }).ToList());
    }

    sealed record HeaderRow(long Number, byte[] Hash, long Time, long Canonical);
}
