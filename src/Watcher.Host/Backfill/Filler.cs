using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Watcher.Evm;
using Watcher.Host.Backtest;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.Host.Backfill;

/// <summary>
/// Fills the history as a watcher would have recorded it, chain beside chain in the order of time. Some blocks are read ahead; each is on the disk
/// before the next is stored. No rule hears of it.
/// </summary>
/// <param name="atOnce">So many blocks are read at a time, of all chains together.</param>
sealed class Filler(WatcherConfig config, WatcherStore store, FixedFacts facts, int atOnce)
{
    readonly Assessor assessor = new(config);
    readonly Samples samples = new(config.Assets);
    readonly RememberedFacts remembered = new(store, facts);
    readonly Dictionary<(string Chain, Address Wallet), WalletReport> latest = [];

    /// <param name="told">Hears of each point that is done.</param>
    /// <returns>How it went, chain by chain.</returns>
    public async Task<ImmutableArray<FillOutcome>> Fill(ImmutableArray<ChainFill> chains, PastSteps steps, Action<FillOutcome> told, CancellationToken cancellation)
    {
        foreach (var chain in chains) remembered.Load(chain.Identity.Genesis);
        var outcomes = chains.ToDictionary(chain => chain, chain => new FillOutcome(chain.Chain.Name, chain.Ends.From, chain.Ends.To));
        await foreach (var (chain, point) in Ahead(InOrder(chains, steps).Where(next => outcomes[next.Chain].Stopped is null), cancellation))
        {
            if (outcomes[chain].Stopped is not null) continue;
            told(outcomes[chain] = await Fill(chain, point, outcomes[chain], cancellation));
        }
        return [.. chains.Select(chain => outcomes[chain])];
    }

    /// <summary>In the same order, each begun well before its turn. None is left under way at the end, however that comes.</summary>
    async IAsyncEnumerable<(ChainFill Chain, Task<BegunPoint> Point)> Ahead(
        IEnumerable<(ChainFill Chain, FillPoint Point)> points, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var begun = new Queue<(ChainFill Chain, Task<BegunPoint> Point)>();
        try
        {
            foreach (var (chain, point) in points)
            {
                begun.Enqueue((chain, chain.Begin(point, over.Token)));
                if (begun.Count >= atOnce) yield return begun.Dequeue();
            }
            while (begun.TryDequeue(out var next)) yield return next;
        }
        finally
        {
            await over.CancelAsync();
            foreach (var (_, point) in begun) await ((Task)point).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Several chains go together by time.</summary>
    static IEnumerable<(ChainFill Chain, FillPoint Point)> InOrder(ImmutableArray<ChainFill> chains, PastSteps steps)
    {
        var queue = new PriorityQueue<IEnumerator<(ChainFill Chain, FillPoint Point)>, DateTimeOffset>();
        foreach (var chain in chains) Next(FillGrid.Points(chain.Ends.From, chain.Ends.To, steps).Select(point => (chain, point)).GetEnumerator());
        while (queue.TryDequeue(out var next, out _))
        {
            yield return next.Current;
            Next(next);
        }

        void Next(IEnumerator<(ChainFill Chain, FillPoint Point)> points)
        {
            if (points.MoveNext()) queue.Enqueue(points, points.Current.Point.At.Time ?? default);
        }
    }

    async Task<FillOutcome> Fill(ChainFill chain, Task<BegunPoint> point, FillOutcome outcome, CancellationToken cancellation)
    {
        try
        {
            var read = await chain.End(await point, cancellation);
            if (read is null) Forget(chain.Chain.Name);
            else Store(chain, read);
            return outcome.With(read);
        }
        catch (ReadFailedException unread)
        {
            return outcome with { Stopped = unread.Failure };
        }
    }

    /// <summary>What was recorded before is not at hand: a portfolio is measured only from what was read.</summary>
    void Forget(string chain)
    {
        foreach (var key in latest.Keys.Where(key => key.Chain == chain).ToList()) latest.Remove(key);
    }

    void Store(ChainFill chain, BlockSnapshot.Read read)
    {
        var assessed = assessor.Assess(read, chain.Memory.Now, read.Block.Timestamp);
        foreach (var report in assessed.Reports) latest[(report.Chain, report.Wallet)] = report;
        store.Commit(new CycleCommit(chain.Identity, read.Block, chain.Chain.Revision)
        {
            Filled = true,
            Readings = read.Readings,
            Prices = read.Prices,
            Samples = samples.Of(assessed, assessor.Portfolios([.. latest.Values])),
        });
        remembered.Save();
        chain.Memory.Take(read.Readings);
        chain.Memory.Take(assessed.Reports);
    }
}
