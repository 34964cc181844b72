using System.Collections.Immutable;
using Watcher.Rules;
using Watcher.Settings;

namespace Watcher.Alerts;

/// <summary>One of several endpoints tells of old blocks while another knows newer ones.</summary>
public static class EndpointLagging
{
    static readonly Lasting Trouble = new(BuiltInRules.EndpointLagging, After: TimeSpan.FromMinutes(10), Calm: TimeSpan.FromMinutes(2));

    /// <param name="all">The endpoints of its chain.</param>
    /// <param name="allowed">How far it may be behind the newest head.</param>
    public static bool Is(EndpointState endpoint, ImmutableArray<EndpointState> all, TimeSpan allowed) =>
        endpoint.IsRefusedAsOld || (endpoint.Healthy && Behind(endpoint, all) > allowed);

    public static Observation Observe(EndpointState endpoint, ImmutableArray<EndpointState> all, Spell spell) =>
        Trouble.Observe(endpoint.Subject, spell, explained: !all.Any(e => e.Healthy), Says(endpoint, all, spell), endpoint.Evidence);

    static string Says(EndpointState endpoint, ImmutableArray<EndpointState> all, Spell spell) => !spell.Trouble
        ? "it keeps up with the others again"
        : $"its newest block is {Durations.Text(Behind(endpoint, all))} behind that of the others; "
            + "the others are read; wait for its sync, or take it out of the chain's Rpc";

    static TimeSpan Behind(EndpointState endpoint, ImmutableArray<EndpointState> all) =>
        endpoint.Head is { } head && all.Max(e => e.Head?.Timestamp) is { } newest && newest > head.Timestamp
            ? newest - head.Timestamp
            : TimeSpan.Zero;
}
