using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Reports;
using Watcher.Rules;

namespace Watcher.Host.Cycle;

/// <summary>What a cycle found and is about to commit: the facts, what they mean, and what reports do not tell.</summary>
/// <param name="Besides">Observations of events and of closed positions.</param>
sealed record Findings(BlockSnapshot.Read Read, Assessment<WalletReport> Assessment, ImmutableArray<Observation> Besides)
{
    public ImmutableArray<Observation> Seen => [.. Assessment.Observations, .. Besides];

    /// <summary>The same with other observations in the place of its own.</summary>
    public Findings With(IReadOnlyCollection<Observation> seen)
    {
        var conditions = seen.Where(one => one.Event is null && !one.Closed).ToImmutableArray();
        return this with
        {
            Assessment = Assessment with { Observations = conditions, Reports = Assessment.Reports.WithBreaches(conditions) },
            Besides = [.. seen.Where(one => one.Event is not null || one.Closed)],
        };
    }
}
