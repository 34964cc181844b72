using System.Collections.Immutable;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Host.Telemetry;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>
/// One chain, again and again: read a block, have confirmed what would wake somebody, and take it in. Time passes for the alerts in every
/// cycle, also where the chain stands still or its nodes are down.
/// </summary>
sealed class ChainCycle(
    ChainConfig chain, ImmutableArray<WalletConfig> wallets, BlockReader reader, Intake intake, Ledger ledger, Vitals vitals, Spending spending,
    TimeProvider time, CycleLog log)
{
    /// <summary>The longest a cycle may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    readonly SecondReading second = new(reader, time);
    bool wanted;
    long ended, endedWell;

    public ChainConfig Chain => chain;

    public ChainClient Client => reader.Client;

    /// <summary>The nodes that tell of new blocks.</summary>
    public ImmutableArray<NewHeads> Heads { get; } = [.. chain.Heads.Select((url, i) => new NewHeads(url, i, time))];

    /// <summary>How the last cycle went; null before the first.</summary>
    public CycleOutcome? Last { get; private set; }

    /// <summary>The last one that read everything; null before the first.</summary>
    public CycleOutcome? LastGood { get; private set; }

    /// <summary>A cycle came to its end: its reports are on the disk, and <see cref="Last"/> tells how it went.</summary>
    public event Action<CycleOutcome>? Ended;

    /// <summary>How long ago the last cycle ended, whatever the wall clock says.</summary>
    public TimeSpan Idle => time.GetElapsedTime(ended);

    /// <summary>How long ago the last one that read everything did; null before the first.</summary>
    public TimeSpan? Blind => LastGood is null ? null : time.GetElapsedTime(endedWell);

    /// <summary>What its calls are spent on.</summary>
    public Spending Spending => spending;

    /// <summary>There is a new block to read. True where nobody said so since the last cycle began.</summary>
    public bool Want() => !Interlocked.Exchange(ref wanted, true);

    /// <summary>Runs one cycle to its end: what it found is on the disk when this returns.</summary>
    /// <exception cref="StoreException">Nothing of the cycle was stored.</exception>
    public async Task<CycleOutcome> Run(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        using var span = Tracing.Cycle(chain.Name);
        Volatile.Write(ref wanted, false);
        var due = spending.Due();
        if (due.IsEmpty) return Rest(started);
        var snapshot = await reader.Read(BlockSelector.Latest, due, spending.Seen(due, intake.Seen), intake.EventsReadTo, Prepare, Limit, cancellation);
        // Most of it is garbage now and little is alive: a collection costs least here, and the rest of the cycle gets its room.
        if (snapshot is BlockSnapshot.Read) GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        Last = await Take(snapshot, due, cancellation) with { At = time.GetUtcNow(), Took = time.GetElapsedTime(started) };
        ended = time.GetTimestamp();
        if (Last.Complete) (LastGood, endedWell) = (Last, ended);
        Ended?.Invoke(Last);
        log.Write(Last);
        span.End(Last);
        var latest = ledger.Latest.Reports.Where(r => r.Chain == chain.Name);
        ledger.Tick([.. vitals.Observe(snapshot, Last.Took, reader.Client.Endpoints, [.. latest]), .. spending.Count()]);
        return Last;
    }

    async Task<CycleOutcome> Take(BlockSnapshot snapshot, ImmutableArray<WalletConfig> due, CancellationToken cancellation)
    {
        switch (snapshot)
        {
            case BlockSnapshot.Read read:
                var found = await Confirmed(read, cancellation);
                var outcome = intake.Take(found);
                spending.Take(found);
                return outcome;
            case BlockSnapshot.Unreached unreached:
                spending.Forget();
                // Of those who were not due nobody knows either.
                return intake.Take(unreached with { Wallets = wallets }, Last);
            default:
                spending.Stand(due);
                return intake.Take(snapshot, Last);
        }
    }

    /// <summary>Nobody is due: time passes, and no call is spent.</summary>
    CycleOutcome Rest(long started)
    {
        ledger.Tick();
        ended = time.GetTimestamp();
        Last = Last! with { Counters = null, At = time.GetUtcNow(), Took = time.GetElapsedTime(started) };
        Ended?.Invoke(Last);
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
