using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;

namespace Watcher.Rules;

/// <summary>Something of one cycle that rules may ask about: a position, a wallet on a chain, a portfolio, a chain.</summary>
/// <param name="Scope">What it has metrics of; null for a deployment that was never read: every rule on positions finds it unknown.</param>
/// <param name="Metrics">Its own metrics; <see cref="MetricValue.Unknown"/> throughout where it could not be read.</param>
public sealed record ReportSubject(AlertSubject Subject, MetricScope? Scope, Func<MetricRef, MetricValue> Metrics)
{
    /// <summary>Null where not even a block could be had.</summary>
    public BlockRef? Block { get; init; }

    /// <summary>What it was made from, where that is more than one block.</summary>
    public Hash32? Reading { get; init; }

    /// <summary>What could not be read of it and why, in words; null where everything could.</summary>
    public string? Why { get; init; }

    /// <summary>The same for programs.</summary>
    public ImmutableArray<Unread> Unread { get; init; } = [];

    /// <summary>Where it could not be read: the block at which it was read last.</summary>
    public BlockRef? LastGood { get; init; }

    /// <summary>The position as reported, with what to repay or add to come back to that rule's clear threshold.</summary>
    public Func<Rule, JsonNode?> Evidence { get; init; } = _ => null;
}
