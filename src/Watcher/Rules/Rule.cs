using System.Collections.Immutable;
using Watcher.Alerts;

namespace Watcher.Rules;

/// <summary>One entry of <c>Rules</c>. Selectors and channels that are empty select everything.</summary>
/// <param name="Name">Unique; alerts are known by it.</param>
public sealed record Rule(string Name, Trigger Trigger)
{
    public static readonly TimeSpan DefaultRepeat = TimeSpan.FromHours(6);
    public static readonly TimeSpan DefaultUnknownAfter = TimeSpan.FromMinutes(15);

    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>How long the condition must hold before it fires, in block time.</summary>
    public TimeSpan For { get; init; }

    /// <summary>How long the clear condition must hold before it resolves, in block time.</summary>
    public TimeSpan KeepFiring { get; init; }

    /// <summary>Time between reminders on the wall clock; zero for none.</summary>
    public TimeSpan Repeat { get; init; } = DefaultRepeat;

    /// <summary>How much worse than last told, as a ratio, is worth telling; null for never.</summary>
    public BigDecimal? Worsen { get; init; }

    /// <summary>How long without a good reading, on the wall clock, before that is told.</summary>
    public TimeSpan UnknownAfter { get; init; } = DefaultUnknownAfter;

    public Escalation? Escalate { get; init; }

    /// <summary>Labels or addresses of wallets, labels of portfolios.</summary>
    public ImmutableArray<string> Wallets { get; init; } = [];
    public ImmutableArray<string> Chains { get; init; } = [];
    public ImmutableArray<string> Protocols { get; init; } = [];
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>The number this rule's clear condition holds a metric against: where a loan must come back to.</summary>
    public BigDecimal? ClearThreshold(string metric) => (Trigger as ConditionTrigger)?.Clear.ThresholdOf(metric);
}

/// <summary>Whom to tell as well when an alert is not acknowledged in time (wall clock).</summary>
public sealed record Escalation(TimeSpan After, ImmutableArray<string> Channels);
