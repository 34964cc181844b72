using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>
/// Stores readings: one per block, subject and revision; a good one may replace an unreadable one, never the reverse. Facts that did not
/// change since the subject's reading before are stored once.
/// </summary>
sealed class ReadingWriter(SqliteConnection connection, FactsJson json, TimeSpan recordEvery) : IDisposable
{
    sealed record Row(long Id, long Block);

    sealed record Holder(long Id, byte[] Hash);

    readonly Thinning<Row> thinning = new(recordEvery);
    readonly Dictionary<long, Holder> holders = [];
    readonly Statement store = new(connection,
        """
        INSERT INTO readings (subject_id, time, block_id, revision_id, facts, same_as, failure, why) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)
        ON CONFLICT (block_id, subject_id, revision_id) DO UPDATE
        SET facts = excluded.facts, same_as = excluded.same_as, failure = NULL, why = NULL
        WHERE readings.failure IS NOT NULL AND excluded.failure IS NULL
        RETURNING id
        """, 8);
    readonly Statement remove = new(connection, "DELETE FROM readings WHERE id = @0", 1);
    readonly Statement removePrices = new(connection,
        "DELETE FROM prices WHERE block_id = @0 AND NOT EXISTS (SELECT 1 FROM readings WHERE block_id = @0)", 1);
    readonly Statement storeEvent = new(connection,
        """
        INSERT INTO events (chain_id, id, kind, position, number, hash, time, summary, details)
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8) ON CONFLICT DO NOTHING
        """, 9);

    public void Forget()
    {
        thinning.Forget();
        holders.Clear();
    }

    public void Write(long chain, long block, long revision, IEnumerable<(long Subject, Reading Reading, bool Changed)> readings)
    {
        var thinned = new HashSet<long>();
        foreach (var (subject, reading, changed) in readings)
        {
            var time = reading.Block.Timestamp.ToUnixTimeSeconds();
            var outlived = thinning.Outlived(subject, time, reading is GoodReading);
            if (Store(subject, time, block, revision, reading, outlived) is not { } id) continue;
            if (outlived is not null)
            {
                remove.Run(outlived.Id);
                thinned.Add(outlived.Block);
            }
            if (!thinning.KeepsAll) thinning.Stored(subject, new(id, block), time, reading is GoodReading, changed);
            if (reading is GoodReading good) StoreEvents(chain, good);
        }
        foreach (var passed in thinned) removePrices.Run(passed);
    }

    public void Dispose()
    {
        store.Dispose();
        remove.Dispose();
        removePrices.Dispose();
        storeEvent.Dispose();
    }

    /// <summary>The stored row; null where the block already has one that is as good.</summary>
    long? Store(long subject, long time, long block, long revision, Reading reading, Row? outlived)
    {
        if (reading is UnreadableReading { Failure: var failure })
            return store.Scalar(subject, time, block, revision, null, null, failure.Reason.ToString(), failure.Why);
        var facts = json.Write(((GoodReading)reading).Positions);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(facts));
        var holder = holders.GetValueOrDefault(subject);
        var same = holder is not null && holder.Id != outlived?.Id && holder.Hash.AsSpan().SequenceEqual(hash);
        var id = store.Scalar(subject, time, block, revision, same ? null : facts, same ? holder!.Id : null, null, null);
        if (id is { } stored && !same) holders[subject] = new(stored, hash);
        return id;
    }

    void StoreEvents(long chain, GoodReading reading)
    {
        foreach (var happened in reading.Events)
            storeEvent.Run(chain, happened.Id, happened.Kind, happened.Position, (long)happened.Block.Number, happened.Block.Hash.ToBytes(),
                happened.Block.Timestamp.ToUnixTimeSeconds(), happened.Summary, System.Text.Json.JsonSerializer.Serialize(happened.Details));
    }
}
