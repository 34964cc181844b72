using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>
/// Stores readings: one per block, subject and revision; a good one may replace an unreadable one, never the reverse. What a subject has is
/// written when it changes, what all subjects of a deployment share once per block.
/// </summary>
sealed class ReadingWriter : IDisposable
{
    /// <param name="OwnsState">The state was written for it, and nobody else has it.</param>
    sealed record Row(long Time, long Block, long Revision, long? State, bool OwnsState);

    readonly SqliteConnection connection;
    readonly Interned interned;
    readonly SharedFactsBook shared;
    readonly Thinning<Row> thinning;
    readonly StateWriter states;
    readonly SharedFactsWriter sharedWriter;
    readonly EventWriter events;
    readonly Statement store, remove, removePrices;

    /// <summary>How many readings the last block has; one of them that stays keeps what they share.</summary>
    readonly Dictionary<long, int> living = [];

    public ReadingWriter(SqliteConnection connection, FactsJson json, Interned interned, TimeSpan recordEvery)
    {
        (this.connection, this.interned) = (connection, interned);
        (shared, thinning, states) = (new(json), new(recordEvery), new(connection, json));
        (sharedWriter, events) = (new(connection, json), new(connection));
        store = new(connection,
            """
            INSERT INTO readings (subject_id, time, block_id, revision_id, state_id, failure, why) VALUES (@0, @1, @2, @3, @4, @5, @6)
            ON CONFLICT DO UPDATE SET state_id = excluded.state_id, failure = NULL, why = NULL
            WHERE readings.failure IS NOT NULL AND excluded.failure IS NULL
            """, 7);
        remove = new(connection, "DELETE FROM readings WHERE subject_id = @0 AND time = @1 AND block_id = @2 AND revision_id = @3", 4);
        removePrices = new(connection, "DELETE FROM prices WHERE block_id = @0", 1);
    }

    public void Forget()
    {
        thinning.Forget();
        states.Forget();
        living.Clear();
    }

    /// <param name="chain">The chain's id.</param>
    /// <param name="block">The id of the readings' block.</param>
    /// <param name="revision">The id of the configuration's revision.</param>
    /// <param name="readings">Of one cycle.</param>
    /// <param name="changed">Wallets whose readings are never thinned here.</param>
    public void Write(long chain, long block, long revision, IEnumerable<Reading> readings, ImmutableHashSet<Address> changed)
    {
        foreach (var deployment in readings.GroupBy(reading => (reading.Subject.Protocol, reading.Subject.Deployment)))
        {
            var id = interned.Deployment(chain, deployment.Key.Protocol, deployment.Key.Deployment);
            var facts = shared.Load(connection, block, id);
            var split = new PositionSplit(facts, asset => interned.Asset(chain, asset), interned.Receipts);
            foreach (var reading in deployment)
                Write(chain, interned.Subject(id, reading.Subject.Wallet), block, revision, reading, split, changed.Contains(reading.Subject.Wallet));
            sharedWriter.Write(block, id, facts);
        }
        foreach (var (passed, left) in living.Where(known => known.Key != block).ToList())
        {
            if (left == 0) RemoveShared(passed);
            living.Remove(passed);
        }
    }

    public void Dispose()
    {
        store.Dispose();
        remove.Dispose();
        removePrices.Dispose();
        states.Dispose();
        sharedWriter.Dispose();
        events.Dispose();
    }

    void Write(long chain, long subject, long block, long revision, Reading reading, PositionSplit split, bool changed)
    {
        var time = reading.Block.Timestamp.ToUnixTimeSeconds();
        var good = reading as GoodReading;
        foreach (var happened in good?.Events ?? []) events.Write(chain, happened);
        var (state, isNew) = good is null ? ((long?)null, false) : states.Store(subject, time, [.. good.Positions.Select(split.Of)]);
        var failure = (reading as UnreadableReading)?.Failure;
        if (store.Run(subject, time, block, revision, state, failure?.Reason.ToString(), failure?.Why) == 0)
        {
            if (isNew) states.Remove(subject, state!.Value);
            return;
        }
        if (!thinning.KeepsAll) Thin(subject, new(time, block, revision, state, isNew), good is not null, changed);
    }

    void Thin(long subject, Row row, bool good, bool changed)
    {
        if (thinning.Outlived(subject, row.Time, good) is { } outlived)
        {
            remove.Run(subject, outlived.Time, outlived.Block, outlived.Revision);
            if (living.TryGetValue(outlived.Block, out var left)) living[outlived.Block] = left - 1;
            if (row.State == outlived.State) row = row with { OwnsState = outlived.OwnsState };
            else if (outlived is { OwnsState: true, State: { } unused }) states.Remove(subject, unused);
        }
        living[row.Block] = living.GetValueOrDefault(row.Block) + 1;
        thinning.Stored(subject, row, row.Time, good, changed);
    }

    void RemoveShared(long block)
    {
        sharedWriter.Remove(block);
        removePrices.Run(block);
    }
}
