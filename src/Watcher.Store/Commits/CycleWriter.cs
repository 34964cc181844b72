using Microsoft.Data.Sqlite;
using Watcher.Rules;

namespace Watcher.Store;

/// <summary>Stores what a cycle found and decided: the order within the one transaction.</summary>
sealed class CycleWriter : IDisposable
{
    readonly Interned interned;
    readonly Statement storeBlock, orphanOthers, catchUp, thinAgain;
    readonly ReadingWriter readings;
    readonly PriceWriter prices;
    readonly SampleWriter samples;
    readonly AlertWriter alerts;

    public CycleWriter(SqliteConnection connection, FactsJson json, TimeSpan recordEvery, TimeProvider time)
    {
        interned = new(connection, time);
        readings = new(connection, json, interned, recordEvery);
        prices = new(connection, interned);
        samples = new(connection, recordEvery);
        alerts = new(connection, time);
        storeBlock = new(connection,
            """
            INSERT INTO blocks (chain_id, number, hash, time, filled) VALUES (@0, @1, @2, @3, @4)
            ON CONFLICT DO UPDATE SET canonical = 1, filled = min(filled, excluded.filled) RETURNING id
            """, 5);
        orphanOthers = new(connection, "UPDATE blocks SET canonical = 0 WHERE chain_id = @0 AND number = @1 AND hash <> @2 AND canonical = 1", 3);
        catchUp = new(connection, "UPDATE subjects SET events_from = NULL WHERE id = @0", 1);
        thinAgain = new(connection, "UPDATE upkeep SET until = min(until, @0)", 1);
    }

    /// <summary>To be called when a transaction failed.</summary>
    public void Forget()
    {
        interned.Forget();
        readings.Forget();
        prices.Forget();
        samples.Forget();
    }

    public void Write(CycleCommit cycle)
    {
        var chain = interned.Chain(cycle.Chain);
        var (block, time) = (Block(chain, cycle.Block, cycle.Filled), cycle.Block.Timestamp.ToUnixTimeSeconds());
        if (cycle.Filled) Join(time);
        readings.Write(chain, block, interned.Revision(cycle.Revision), cycle.Readings, cycle.Changed);
        foreach (var subject in cycle.CaughtUp) catchUp.Run(interned.Subject(interned.Deployment(chain, subject.Protocol, subject.Deployment), subject.Wallet));
        if (cycle.Prices is { } answers) prices.Write(chain, block, answers);
        samples.Write(block, time, cycle.Samples
            .Where(sample => sample.Values.Any(value => value.State != MetricState.NotApplicable))
            .Select(sample => (interned.Series(chain, sample.Measured), sample, Changed(cycle, sample.Measured))));
        alerts.Write(cycle.Alerts);
    }

    public void Write(AlertChanges changes) => alerts.Write(changes);

    public void Dispose()
    {
        storeBlock.Dispose();
        orphanOthers.Dispose();
        catchUp.Dispose();
        thinAgain.Dispose();
        readings.Dispose();
        prices.Dispose();
        samples.Dispose();
    }

    /// <summary>Before it joins a past that another process tends: what was stored before may be thinned by now, and what comes is to be thinned too.</summary>
    void Join(long time)
    {
        readings.Forget();
        thinAgain.Run(time);
    }

    /// <summary>Two hashes at one height: the one just read is the chain's, until the next check of headers says otherwise.</summary>
    long Block(long chain, BlockRef block, bool filled)
    {
        var hash = block.Hash.ToBytes();
        orphanOthers.Run(chain, (long)block.Number, hash);
        return storeBlock.Scalar(chain, (long)block.Number, hash, block.Timestamp.ToUnixTimeSeconds(), filled ? 1L : 0L)!.Value;
    }

    static bool Changed(CycleCommit cycle, Measured measured) =>
        measured.Wallet is { } wallet ? cycle.Changed.Contains(wallet) : !cycle.Changed.IsEmpty;
}
