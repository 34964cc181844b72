using System.Collections.Immutable;
using Dapper;

namespace Watcher.Store;

/// <summary>What was last known of a subject.</summary>
/// <param name="LastGood">The newest block it was read well at, of the canonical chain; events are read up to there. Null = never.</param>
/// <param name="UnknownSince">The first block time since then at which it could not be read; null = it can.</param>
/// <param name="Failure">Why not, at the last try.</param>
public sealed record SubjectState(Subject Subject, BlockRef? LastGood, DateTimeOffset? UnknownSince, Failure? Failure);

/// <summary>Recorded readings.</summary>
public sealed class ReadingBook
{
    readonly Database database;
    readonly FactsJson json;

    internal ReadingBook(Database database, FactsJson json) => (this.database, this.json) = (database, json);

    /// <summary>Every subject ever read on a chain, as it was left: what a restart goes on with.</summary>
    public ImmutableArray<SubjectState> States(ChainIdentity chain) => database.Read<ImmutableArray<SubjectState>>(connection =>
        [.. connection.Query<SubjectRow>(SubjectRow.Sql, new { chain.Name, genesis = chain.Genesis.ToBytes() }).Select(row => row.State(chain.Name))]);

    /// <summary>The newest good reading on the canonical chain, with its positions (its events are told once, when they happen); null = never.</summary>
    public GoodReading? LatestGood(ChainIdentity chain, Subject subject) => database.Read(connection =>
        connection.QuerySingleOrDefault<FactsRow>(
            $"""
            SELECT b.number AS Number, b.hash AS Hash, b.time AS Time, coalesce(r.facts, f.facts) AS Facts
            FROM subjects s JOIN chains c ON c.id = s.chain_id JOIN wallets w ON w.id = s.wallet_id
            JOIN readings r ON r.id = ({SubjectRow.LatestGood}) JOIN blocks b ON b.id = r.block_id LEFT JOIN readings f ON f.id = r.same_as
            WHERE c.name = @Name AND c.genesis = @genesis AND w.address = @wallet AND s.protocol = @Protocol AND s.deployment = @Deployment
            """,
            new { chain.Name, genesis = chain.Genesis.ToBytes(), wallet = subject.Wallet.ToString(), subject.Protocol, subject.Deployment }) is { } row
            ? new GoodReading(subject, Instants.Block(row.Number, row.Hash, row.Time)!, json.Read(row.Facts), [])
            : null);

    /// <summary>Every loan and liquidity position as it was read last, of all chains.</summary>
    public ImmutableArray<StoredPosition> Positions() => database.Read<ImmutableArray<StoredPosition>>(connection =>
        [.. connection.Query<StoredPositionRow>(StoredPositionRow.Sql).Select(row => row.Stored())]);

    sealed record FactsRow(long Number, byte[] Hash, long Time, string Facts);
}
