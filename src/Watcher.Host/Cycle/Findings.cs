using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Reports;
using Watcher.Rules;

namespace Watcher.Host.Cycle;

/// <summary>What a cycle found and is about to commit: the facts, what they mean, and what reports do not tell.</summary>
/// <param name="Portfolios">What it makes of portfolios, with the latest of other chains.</param>
/// <param name="Besides">Observations of events and of closed positions.</param>
sealed record Findings(
    BlockSnapshot.Read Read, Assessment<WalletReport> Assessment, ImmutableArray<Observation> Portfolios, ImmutableArray<Observation> Besides)
{
    public ImmutableArray<Observation> Seen => [.. Assessment.Observations, .. Portfolios, .. Besides];

    /// <summary>The same with other observations in the place of its own.</summary>
    public Findings With(IReadOnlyCollection<Observation> seen)
    {
        var conditions = seen.Where(one => one.Event is null && !one.Closed && one.Subject.Chain is not null).ToImmutableArray();
        return this with
        {
            Assessment = Assessment with { Observations = conditions, Reports = Assessment.Reports.WithBreaches(conditions) },
            Portfolios = [.. seen.Where(one => one.Subject.Chain is null)],
            Besides = [.. seen.Where(one => one.Event is not null || one.Closed)],
        };
    }
}
