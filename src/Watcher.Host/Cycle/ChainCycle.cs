using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>
/// One chain, again and again: read a block, have confirmed what would wake somebody, and take it in. Time passes for the alerts in every
/// cycle, also where the chain stands still or its nodes are down.
/// </summary>
sealed class ChainCycle(
    ChainConfig chain, ImmutableArray<WalletConfig> wallets, BlockReader reader, Intake intake, Ledger ledger, Vitals vitals, TimeProvider time, CycleLog log)
{
    /// <summary>The longest a cycle may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    readonly SecondReading second = new(reader, time);
    bool wanted;

    public ChainConfig Chain => chain;

    public ChainClient Client => reader.Client;

    /// <summary>The nodes that tell of new blocks.</summary>
    public ImmutableArray<NewHeads> Heads { get; } = [.. chain.Heads.Select((url, i) => new NewHeads(url, i, time))];

    /// <summary>How the last cycle went; null before the first.</summary>
    public CycleOutcome? Last { get; private set; }

    /// <summary>The last one that read everything; null before the first.</summary>
    public CycleOutcome? LastGood { get; private set; }

    /// <summary>There is a new block to read. True where nobody said so since the last cycle began.</summary>
    public bool Want() => !Interlocked.Exchange(ref wanted, true);

    /// <summary>Runs one cycle to its end: what it found is on the disk when this returns.</summary>
    /// <exception cref="StoreException">Nothing of the cycle was stored.</exception>
    public async Task<CycleOutcome> Run(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        Volatile.Write(ref wanted, false);
        var snapshot = await reader.Read(BlockSelector.Latest, wallets, intake.Seen, intake.EventsReadTo, Prepare, Limit, cancellation);
        // A stack of its own: the reading's would keep all that was asked and answered alive until the cycle is stored.
        await Task.Yield();
        var taken = snapshot is BlockSnapshot.Read read ? intake.Take(await Confirmed(read, cancellation)) : intake.Take(snapshot, Last);
        Last = taken with { At = time.GetUtcNow(), Took = time.GetElapsedTime(started) };
        if (Last.Complete) LastGood = Last;
        log.Write(Last);
        ledger.Tick(vitals.Observe(snapshot, Last.Took, reader.Client.Endpoints, [.. ledger.Latest.Reports.Where(r => r.Chain == chain.Name)]));
        return Last;
    }

    async Task<Findings> Confirmed(BlockSnapshot.Read read, CancellationToken cancellation)
    {
        var found = intake.Assess(read);
        return await second.Confirm(found, intake.Doubts(found), intake.Assess, intake.EventsReadTo, cancellation);
    }

    Task Prepare(PinnedBlock block, CancellationToken cancellation) => intake.Prepare(block.Genesis ?? default, block.Ref, HashAt, cancellation);

    async Task<Hash32?> HashAt(ulong number, CancellationToken cancellation) =>
        await reader.Client.Header(number, cancellation) is { Ok: true } header ? header.Value.Hash : null;
}
