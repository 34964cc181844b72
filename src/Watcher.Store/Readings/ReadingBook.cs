using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>What was last known of a subject.</summary>
/// <param name="LastGood">The newest block it was read well at, of the canonical chain; events are read up to there. Null = never.</param>
/// <param name="EventsFrom">Blocks from this one on were reorganised away: its events in those in their place are still to be read; null = none.</param>
/// <param name="UnknownSince">The first block time since then at which it could not be read; null = it can.</param>
/// <param name="Failure">Why not, at the last try.</param>
public sealed record SubjectState(Subject Subject, BlockRef? LastGood, ulong? EventsFrom, DateTimeOffset? UnknownSince, Failure? Failure);

/// <summary>Recorded readings.</summary>
public sealed class ReadingBook
{
    readonly Database database;
    readonly FactsJson json;

    internal ReadingBook(Database database, FactsJson json) => (this.database, this.json) = (database, json);

    /// <summary>Every subject ever read on a chain, as it was left: what a restart goes on with.</summary>
    public ImmutableArray<SubjectState> States(ChainIdentity chain) => database.Read<ImmutableArray<SubjectState>>(connection =>
        [.. connection.Query<SubjectRow>(SubjectRow.Sql, new { chain.Name, genesis = chain.Genesis.ToBytes() }).Select(row => row.State(chain.Name))]);

    /// <summary>The chain of that name that was read last; null where none was.</summary>
    public ChainIdentity? Known(string chain) => database.Read(connection =>
        connection.ExecuteScalar<byte[]?>("SELECT genesis FROM chains WHERE name = @chain ORDER BY used_at DESC, id DESC LIMIT 1", new { chain }) is { } genesis
            ? new ChainIdentity(chain, new Hash32(genesis)) : null);

    /// <summary>Of every wallet ever read on a chain, the newest block of the canonical chain that it was read at, well or not.</summary>
    public ImmutableDictionary<Address, Hash32> LastBlocks(ChainIdentity chain) => database.Read(connection =>
        connection.Query<(string Wallet, byte[] Hash, long Time)>(SubjectRow.LastBlocks, new { chain.Name, genesis = chain.Genesis.ToBytes() })
            .GroupBy(row => row.Wallet).ToImmutableDictionary(rows => Address.Parse(rows.Key), rows => new Hash32(rows.MaxBy(row => row.Time).Hash)));

    /// <summary>Of every subject that was read well in a span of the chain's own time, on the canonical chain: the number of the newest block at which it was.</summary>
    /// <param name="after">Not itself in it.</param>
    /// <param name="until">The last in it.</param>
    public ImmutableDictionary<Subject, ulong> GoodBetween(ChainIdentity chain, DateTimeOffset after, DateTimeOffset until) =>
        database.Read(connection => Good(connection, chain, after.ToUnixTimeSeconds() + 1, until.ToUnixTimeSeconds(), null));

    /// <summary>Of every subject that was read well at the block of that number, on the canonical chain: that number.</summary>
    public ImmutableDictionary<Subject, ulong> GoodAt(ChainIdentity chain, ulong number) => database.Read(connection =>
        connection.ExecuteScalar<long?>(GoodRow.TimeOf, new { chain.Name, genesis = chain.Genesis.ToBytes(), number = (long)number }) is { } time
            ? Good(connection, chain, time, time, (long)number) : ImmutableDictionary<Subject, ulong>.Empty);

    static ImmutableDictionary<Subject, ulong> Good(SqliteConnection connection, ChainIdentity chain, long since, long until, long? number) =>
        connection.Query<GoodRow>(GoodRow.Sql, new { chain.Name, genesis = chain.Genesis.ToBytes(), since, until, number })
            .Where(row => row.Number is not null).ToImmutableDictionary(row => row.Subject(chain.Name), row => (ulong)row.Number!.Value);

    /// <summary>The newest good reading on the canonical chain, with its positions (its events are told once, when they happen); null = never.</summary>
    public GoodReading? LatestGood(ChainIdentity chain, Subject subject) => database.Read(connection =>
        connection.QuerySingleOrDefault<ReadingRow>(ReadingRow.LatestGood,
            new { chain.Name, genesis = chain.Genesis.ToBytes(), wallet = subject.Wallet.ToString(), subject.Protocol, subject.Deployment }) is { } row
            ? (GoodReading)row.Reading(chain.Name, Block(connection, "id = @Block", new { row.Block })!.Ref(), new(connection, json))
            : null);

    /// <summary>That of every subject ever read well on a chain.</summary>
    public ImmutableArray<GoodReading> LatestGood(ChainIdentity chain) => database.Read<ImmutableArray<GoodReading>>(connection =>
    {
        var facts = new FactsReader(connection, json);
        return
        [
            .. connection.Query<ReadingRow>(ReadingRow.AllLatestGood, new { chain.Name, genesis = chain.Genesis.ToBytes() }).GroupBy(row => row.Block).SelectMany(together =>
            {
                var block = Block(connection, "id = @Block", new { Block = together.Key })!.Ref();
                return together.Select(row => (GoodReading)row.Reading(chain.Name, block, facts));
            }),
        ];
    });

    /// <summary>Every loan and liquidity position as it was read last, of all chains.</summary>
    public ImmutableArray<StoredPosition> Positions() => database.Read<ImmutableArray<StoredPosition>>(connection =>
        [.. connection.Query<StoredPositionRow>(StoredPositionRow.Sql).Select(row => row.Stored())]);

    /// <summary>What was told to have happened in a span of the chain's own time, oldest first; also in blocks that were reorganised away since.</summary>
    public ImmutableArray<ChainEvent> Events(ChainIdentity chain, DateTimeOffset since, DateTimeOffset until) => database.Read<ImmutableArray<ChainEvent>>(connection =>
        [.. connection.Query<EventRow>(EventRow.Sql, new { chain.Name, genesis = chain.Genesis.ToBytes(), since = since.ToUnixTimeSeconds(), until = until.ToUnixTimeSeconds() })
            .Select(row => row.Event())]);

    /// <summary>Everything recorded of a block; null where nothing is.</summary>
    public RecordedBlock? At(ChainIdentity chain, Hash32 hash) => database.Read(connection =>
    {
        var of = new { chain.Name, genesis = chain.Genesis.ToBytes(), hash = hash.ToBytes() };
        var found = Block(connection, "hash = @hash AND chain_id = (SELECT id FROM chains WHERE name = @Name AND genesis = @genesis)", of);
        return found is null ? null : Recorded(connection, chain, found);
    });

    RecordedBlock Recorded(SqliteConnection connection, ChainIdentity chain, BlockRow row)
    {
        var (block, facts) = (row.Ref(), new FactsReader(connection, json));
        var readings = connection.Query<ReadingRow>(ReadingRow.OfBlock, new { chain.Name, genesis = chain.Genesis.ToBytes(), time = row.Time, block = row.Id });
        var prices = connection.Query<PriceRow>(PriceRow.Sql, new { block = row.Id }).ToLookup(price => price.Failure is null);
        return new(block, [.. readings.Select(reading => reading.Reading(chain.Name, block, facts))],
            new(block, prices[true].ToImmutableDictionary(p => p.Key(chain.Name), p => p.Answer()!), prices[false].ToImmutableDictionary(p => p.Key(chain.Name), p => p.Unread())),
            row.Canonical == 1);
    }

    static BlockRow? Block(SqliteConnection connection, string where, object values) => connection.QuerySingleOrDefault<BlockRow>(
        $"SELECT id AS Id, number AS Number, hash AS Hash, time AS Time, canonical AS Canonical FROM blocks WHERE {where}", values);

    sealed record BlockRow(long Id, long Number, byte[] Hash, long Time, long Canonical)
    {
        public BlockRef Ref() => Instants.Block(Number, Hash, Time)!;
    }
}
