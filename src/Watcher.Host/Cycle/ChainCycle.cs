using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Reports;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>
/// One chain, again and again: read a block, see what it means, move the alerts on, store all of it in one transaction. Time passes for the
/// alerts in every cycle, also where the chain stands still or its nodes are down.
/// </summary>
sealed class ChainCycle(ChainConfig chain, ImmutableArray<WalletConfig> wallets, BlockReader reader, Assessor assessor, Ledger ledger, TimeProvider time, CycleLog log)
{
    /// <summary>The longest a cycle may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    readonly ChainMemory memory = new();
    readonly Reorganisations reorganisations = new(reader.Client, ledger.Store);
    ChainIdentity? identity;
    Hash32? seen;

    public ChainConfig Chain => chain;

    public ChainClient Client => reader.Client;

    /// <summary>How the last cycle went; null before the first.</summary>
    public CycleOutcome? Last { get; private set; }

    /// <summary>The last one that read everything; null before the first.</summary>
    public CycleOutcome? LastGood { get; private set; }

    /// <summary>Runs one cycle to its end: what it found is on the disk when this returns.</summary>
    /// <exception cref="StoreException">Nothing of the cycle was stored.</exception>
    public async Task<CycleOutcome> Run(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var snapshot = await reader.Read(BlockSelector.Latest, wallets, seen, memory.EventsReadTo, Prepare, Limit, cancellation);
        Last = Take(snapshot) with { At = time.GetUtcNow(), Took = time.GetElapsedTime(started) };
        if (Last.Complete) LastGood = Last;
        log.Write(Last);
        return Last;
    }

    /// <summary>Before a block is read: what the last run knew of the chain, and whether what was recorded still stands.</summary>
    async Task Prepare(PinnedBlock block, CancellationToken cancellation)
    {
        var now = new ChainIdentity(chain.Name, block.Genesis ?? default);
        if (identity != now)
        {
            identity = now;
            memory.Load(ledger.Store, now);
            ledger.LoadFacts(now.Genesis);
        }
        if (await reorganisations.Check(now, block.Ref, cancellation) is { } gone) memory.Forget(gone);
    }

    CycleOutcome Take(BlockSnapshot snapshot)
    {
        switch (snapshot)
        {
            case BlockSnapshot.Seen again:
                ledger.Tick();
                return new(chain, again.Block, Last?.Status ?? ReportStatus.Ok, Last?.Complete ?? true, null, null);
            case BlockSnapshot.Read read:
                return Store(read, identity!);
            default:
                return Miss((BlockSnapshot.Unreached)snapshot);
        }
    }

    CycleOutcome Store(BlockSnapshot.Read read, ChainIdentity chainIdentity)
    {
        var assessment = assessor.Assess(read, memory.Now, time.GetUtcNow());
        ledger.Commit(assessment, [.. Happened(read, assessment), .. ledger.ClosedBy(read.Readings)], changes => new(chainIdentity, read.Block, chain.Revision)
        {
            Readings = read.Readings,
            Prices = read.Prices,
            Changed = [.. changes.States.Select(s => s.Subject.Wallet).OfType<Address>()],
        });
        memory.Take(read.Readings);
        memory.Take(assessment.Reports);
        seen = read.IsComplete ? read.Block.Hash : null;
        return new(chain, read.Block, Worst(assessment.Reports), read.IsComplete, read.Counters, null);
    }

    CycleOutcome Miss(BlockSnapshot.Unreached unreached)
    {
        seen = null;
        var assessment = assessor.Assess(unreached, memory.Now, time.GetUtcNow());
        ledger.Commit(assessment, [], null);
        memory.Take(assessment.Reports);
        return new(chain, null, ReportStatus.Unknown, false, null, unreached.Failure);
    }

    IEnumerable<Observation> Happened(BlockSnapshot.Read read, Assessment<WalletReport> assessment) =>
        from good in read.Readings.OfType<GoodReading>()
        from happened in good.Events
        let report = assessment.Reports.First(r => r.Wallet == good.Subject.Wallet)
        from observation in ledger.Observe(ReportSubjects.Position(report, happened.Position, good.Subject.Protocol), happened)
        select observation;

    static ReportStatus Worst(ImmutableArray<WalletReport> reports) =>
        reports.Any(r => r.Status == ReportStatus.Breach) ? ReportStatus.Breach : reports.Any(r => !r.Unknown.IsEmpty) ? ReportStatus.Unknown : ReportStatus.Ok;
}
