using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Reports;

namespace Watcher.Host.Cycle;

/// <summary>How the watch over one chain is itself doing, for the built-in alerts: its endpoints, its head, its feeds, its clock, its pace.</summary>
/// <param name="every">How often the chain is read.</param>
sealed class Vitals(ChainConfig chain, TimeSpan every, TimeProvider time)
{
    /// <summary>A head that has not moved for so long says nothing of the clock.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);

    readonly Spells spells = new(time);
    readonly TimeSpan? stillLimit = ChainHalted.Limit(every, chain.MaxHeadAge, chain.IsLocal);
    BlockRef? head;

    /// <param name="snapshot">What the cycle read.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="reports">The latest of this chain.</param>
    public ImmutableArray<Observation> Observe(
        BlockSnapshot snapshot, TimeSpan took, ImmutableArray<EndpointHealth> endpoints, IReadOnlyCollection<WalletReport> reports)
    {
        var block = snapshot switch
        {
            BlockSnapshot.Read read => read.Block,
            BlockSnapshot.Seen seen => seen.Block,
            _ => null,
        };
        return
        [
            .. Endpoints([.. endpoints.Select(State)]),
            .. Head(block),
            .. snapshot is BlockSnapshot.Seen ? [] : Feeds((snapshot as BlockSnapshot.Read)?.Prices, reports),
            CycleSlow.Observe(chain.Name, took, every, spells.Note("cycle", CycleSlow.Is(took, every)), block is not null),
        ];
    }

    EndpointState State(EndpointHealth health) => new(chain.Name, health.Name, health.Healthy, health.LastFailure,
        health is { Head: { } number, HeadHash: { } hash, HeadTime: { } told } ? new(number, hash, told) : null);

    IEnumerable<Observation> Endpoints(ImmutableArray<EndpointState> all)
    {
        if (all.Length == 1) yield break;
        foreach (var endpoint in all)
        {
            yield return EndpointDown.Observe(endpoint, all, spells.Note($"down {endpoint.Name}", EndpointDown.Is(endpoint)));
            var lags = EndpointLagging.Is(endpoint, all, chain.MaxHeadAge ?? ClockOff.UsualBound);
            yield return EndpointLagging.Observe(endpoint, all, spells.Note($"lags {endpoint.Name}", lags));
        }
        yield return EndpointsForked.Observe(chain.Name, all, spells.Note("disagree", EndpointsForked.Is(all)));
    }

    IEnumerable<Observation> Head(BlockRef? block)
    {
        var moved = block is not null && block.Number != head?.Number;
        head = block ?? head;
        if (head is null) yield break;
        var still = Still(moved);
        if (stillLimit is { } limit) yield return ChainHalted.Observe(chain.Name, head, still, limit, block is not null);
        if (chain.ClockBound is not { } bound) yield break;
        var off = spells.Note("clock", block is null ? null : ClockOff.Is(head, time.GetUtcNow(), bound));
        yield return ClockOff.Observe(chain.Name, head, time.GetUtcNow(), off, fresh: block is not null && (!still.Trouble || still.For < Fresh));
    }

    /// <summary>A head that moved begins to stand still at once.</summary>
    Spell Still(bool moved)
    {
        if (!moved) return spells.Note("still", true);
        var spell = spells.Note("still", false);
        spells.Note("still", true);
        return spell;
    }

    IEnumerable<Observation> Feeds(MarketPrices? prices, IReadOnlyCollection<WalletReport> reports) =>
        from priced in chain.Feeds
        let answers = priced.Select(asset => prices?.Find(asset.Key)).ToList()
        // Their heartbeats may differ: the stricter one counts.
        let answer = answers.Find(one => one is NoPrice) ?? answers[0]
        let affected = PriceStale.Affected(priced, reports)
        let trouble = answer is null ? (bool?)null : answer is NoPrice && !affected.IsEmpty
        select PriceStale.Observe(priced, answer, affected, spells.Note($"feed {priced[0].Key}", trouble));
}
