using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Host.Config;
using Watcher.Reports;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>
/// Takes in what was read of one chain, block after block: see what it means, move the alerts on, store all of it in one transaction. It
/// talks to no node.
/// </summary>
sealed class Intake(ChainConfig chain, Assessor assessor, Ledger ledger, TimeProvider time)
{
    readonly ChainMemory memory = new();
    readonly Reorganisations reorganisations = new(ledger.Store);
    ChainIdentity? identity;

    /// <summary>The block that was read well last: it need not be read again.</summary>
    public Hash32? Seen { get; private set; }

    /// <summary>The block up to which a subject's events are read; null = it was never read.</summary>
    public ulong? EventsReadTo(Subject subject) => memory.EventsReadTo(subject);

    /// <summary>Before a block is read: what the last run knew of the chain, and whether what was recorded still stands.</summary>
    /// <param name="hashAt">The hash that the chain has at a height now; null where it cannot tell.</param>
    public async Task Prepare(Hash32 genesis, BlockRef head, Func<ulong, CancellationToken, Task<Hash32?>> hashAt, CancellationToken cancellation)
    {
        var now = new ChainIdentity(chain.Name, genesis);
        if (identity != now)
        {
            identity = now;
            memory.Load(ledger.Store, now);
            ledger.LoadFacts(now.Genesis);
        }
        if (await reorganisations.Check(now, head, hashAt, cancellation) is { } gone) memory.Forget(gone);
    }

    /// <param name="last">How the cycle before went; null for the first.</param>
    /// <exception cref="StoreException">Nothing of it was stored.</exception>
    public CycleOutcome Take(BlockSnapshot snapshot, CycleOutcome? last)
    {
        switch (snapshot)
        {
            case BlockSnapshot.Seen again:
                ledger.Tick();
                return new(chain, again.Block, last?.Status ?? ReportStatus.Ok, last?.Complete ?? true, null, null);
            case BlockSnapshot.Read read:
                return Take(Assess(read));
            default:
                return Miss((BlockSnapshot.Unreached)snapshot);
        }
    }

    /// <summary>What a reading means; nothing is stored.</summary>
    public Findings Assess(BlockSnapshot.Read read)
    {
        var assessment = assessor.Assess(read, memory.Now, time.GetUtcNow());
        return new(read, assessment, ledger.PortfoliosWith(assessment.Reports), [.. Happened(read, assessment), .. ledger.ClosedBy(read.Readings)]);
    }

    /// <summary>What of it a second endpoint is asked before it is taken in.</summary>
    public Doubts Doubts(Findings found) => ledger.Doubts(chain.Name, found);

    /// <exception cref="StoreException">Nothing of it was stored.</exception>
    public CycleOutcome Take(Findings found)
    {
        var (read, assessment) = (found.Read, found.Assessment);
        ledger.Commit(assessment, found.Portfolios, [.. found.Besides, .. ledger.Disagreement(chain.Name, read.Block, found.Seen)], changes => new(identity!, read.Block, chain.Revision)
        {
            Readings = read.Readings,
            Prices = read.Prices,
            CaughtUp = memory.CaughtUp(read.Readings),
            Changed = [.. changes.States.Select(s => s.Subject.Wallet).OfType<Address>()],
        });
        memory.Take(read.Readings);
        memory.Take(assessment.Reports);
        Seen = read.IsComplete ? read.Block.Hash : null;
        var good = read.Readings.Count(reading => reading is GoodReading);
        return new(chain, read.Block, Worst(assessment.Reports), read.IsComplete, read.Counters, null) { Good = good, Unreadable = read.Readings.Length - good };
    }

    CycleOutcome Miss(BlockSnapshot.Unreached unreached)
    {
        Seen = null;
        var assessment = assessor.Assess(unreached, memory.Now, time.GetUtcNow());
        ledger.Commit(assessment, [], [], null);
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
