using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>Stores what protocols did to wallets: each event once, however many readings tell of it.</summary>
sealed class EventWriter(SqliteConnection connection) : IDisposable
{
    readonly Statement store = new(connection,
        """
        INSERT INTO events (chain_id, id, kind, position, number, hash, time, summary, details)
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8) ON CONFLICT DO NOTHING
        """, 9);

    public void Write(long chain, ChainEvent happened) => store.Run(
        chain, happened.Id, happened.Kind, happened.Position, (long)happened.Block.Number, happened.Block.Hash.ToBytes(),
        happened.Block.Timestamp.ToUnixTimeSeconds(), happened.Summary, JsonSerializer.Serialize(happened.Details));

    public void Dispose() => store.Dispose();
}
