using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Reports;

namespace Watcher.Alerts;

/// <summary>
/// All that is remembered of one rule on one subject; plain data that survives a round trip through JSON. A new life begins each time it
/// fires (or waits to fire) anew, and with it a new <see cref="Id"/>. What people say of it is not in here: see <see cref="Steering"/>.
/// </summary>
public sealed record AlertState(AlertKey Key, AlertSubject Subject)
{
    public static AlertState New(Observation seen) => new(seen.Key, seen.Subject);

    /// <summary>Unique per life; null until the first one begins.</summary>
    public string? Id { get; init; }
    public int Life { get; init; }
    public AlertPhase Phase { get; init; }

    /// <summary>An event: told once, never resolved.</summary>
    public bool IsEvent { get; init; }

    public Severity Severity { get; init; }
    /// <summary>The rule's condition when this life began; a rule that says something else now has been edited.</summary>
    public string? Condition { get; init; }
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>Block time since when the condition holds; while pending only.</summary>
    public DateTimeOffset? PendingSince { get; init; }

    /// <summary>Block time since when the clear condition holds, while it fires all the same for <c>KeepFiring</c>.</summary>
    public DateTimeOffset? ClearSince { get; init; }

    /// <summary>On the wall clock.</summary>
    public DateTimeOffset? FiredAt { get; init; }
    public BlockRef? FiredBlock { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>The metric it fired by, with its value at the last good reading, as the report prints them.</summary>
    public string? Metric { get; init; }
    public string? Value { get; init; }
    public string? Threshold { get; init; }
    /// <summary>The direction in which the metric gets worse; null where neither is.</summary>
    public bool? LowerIsWorse { get; init; }
    /// <summary>The worst value that was told; <c>Worsen</c> counts from it.</summary>
    public string? WorstTold { get; init; }
    /// <summary>What the conditions found at the last good reading, in words.</summary>
    public string? Explanation { get; init; }

    /// <summary>The second opinion on it when it fired; of a dispute, the last that was told. Null where none was asked.</summary>
    public Confirmation? Confirmation { get; init; }

    /// <summary>The endpoints of this chain told different things of it last.</summary>
    public bool IsDisputedOn(string chain) => Confirmation is { IsDisputed: true } dispute && (Subject.Chain ?? dispute.Chain) == chain;


    /// <summary>The health factor that <c>repayUsd</c> and <c>addCollateralUsd</c> of the evidence come back to.</summary>
    public BigDecimal Aim { get; init; }

    /// <summary>When somebody was last told that it fires (wall clock); null while a silence holds it back.</summary>
    public DateTimeOffset? ToldAt { get; init; }
    /// <summary>Notifications of this life so far: they are numbered by it.</summary>
    public int Told { get; init; }
    public int Reminders { get; init; }

    /// <summary>Wall clock of the first unreadable reading in a row.</summary>
    public DateTimeOffset? UnknownSince { get; init; }
    public string? UnknownWhy { get; init; }
    /// <summary>What explains it; empty while it can be read.</summary>
    public ImmutableArray<Unread> Unread { get; init; } = [];

    /// <summary>
    /// Set where this is not a rule on a subject but an outage: what it is of now. Then <see cref="UnknownSince"/> is its begin, <see cref="Channels"/>
    /// are those told so far, all of which hear of its end, and it fires from the first word on.
    /// </summary>
    public Cause? Outage { get; init; }

    /// <summary>Since when (wall clock) people know that it fires and may answer; null while a silence holds.</summary>
    public DateTimeOffset? AwaitedSince { get; init; }
    public DateTimeOffset? Escalated { get; init; }

    /// <summary>The last block read well.</summary>
    public BlockRef? LastGood { get; init; }
    /// <summary>What the last good reading was made from.</summary>
    public Hash32? LastReading { get; init; }
    /// <summary>The position as reported when it fired, and as reported last.</summary>
    public JsonNode? FiredEvidence { get; init; }
    public JsonNode? Evidence { get; init; }

    /// <summary>Where the clock was set back, nothing waits for, or is since, a time to come.</summary>
    internal AlertState NotAhead(DateTimeOffset now) => UnknownSince > now || ToldAt > now || AwaitedSince > now
        ? this with { UnknownSince = Earlier(UnknownSince, now), ToldAt = Earlier(ToldAt, now), AwaitedSince = Earlier(AwaitedSince, now) }
        : this;

    static DateTimeOffset? Earlier(DateTimeOffset? time, DateTimeOffset now) => time > now ? now : time;
}
