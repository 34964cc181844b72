using System.Collections.Immutable;
using System.Text.Json;

namespace Watcher.Store;

sealed record EventRow(string Id, string Kind, string Position, long Number, byte[] Hash, long Time, string Summary, string Details)
{
    public const string Sql =
        """
        SELECT e.id AS Id, e.kind AS Kind, e.position AS Position, e.number AS Number, e.hash AS Hash, e.time AS Time, e.summary AS Summary, e.details AS Details
        FROM events e JOIN chains c ON c.id = e.chain_id
        WHERE c.name = @Name AND c.genesis = @genesis AND e.time BETWEEN @since AND @until ORDER BY e.time, e.number, e.id
        """;

    public ChainEvent Event() => new(Kind, Id, Instants.Block(Number, Hash, Time)!, Position, Summary,
        JsonSerializer.Deserialize<ImmutableDictionary<string, string>>(Details)!);
}
