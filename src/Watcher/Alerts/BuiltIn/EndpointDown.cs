using System.Collections.Immutable;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>
/// One of several endpoints does not answer properly: the others carry on, so it waits five minutes. Where none answers, the chain's outage
/// says so instead.
/// </summary>
public static class EndpointDown
{
    static readonly Lasting Trouble = new(BuiltInRules.EndpointDown, After: TimeSpan.FromMinutes(5), Calm: TimeSpan.FromMinutes(2));

    public static bool Is(EndpointState endpoint) => !endpoint.Healthy && !endpoint.IsRefusedAsOld;

    /// <param name="all">The endpoints of its chain.</param>
    public static Observation Observe(EndpointState endpoint, ImmutableArray<EndpointState> all, Spell spell) =>
        Trouble.Observe(endpoint.Subject, spell, explained: !all.Any(e => e.Healthy), Says(endpoint, all), endpoint.Evidence);

    static string Says(EndpointState endpoint, ImmutableArray<EndpointState> all) => endpoint.Healthy
        ? "it answers again"
        : $"{endpoint.Trouble}; {all.Count(e => e.Healthy)} of {all.Length} endpoints of {endpoint.Chain} are left; "
            + "mend it, or take it out of the chain's Rpc";
}
