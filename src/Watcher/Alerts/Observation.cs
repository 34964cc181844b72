using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>What one cycle says of one rule on one subject: all that the machine knows of the world.</summary>
/// <param name="When">The rule's condition.</param>
/// <param name="Clear">The condition that resolves it.</param>
public sealed record Observation(Rule Rule, AlertSubject Subject, Truth When, Truth Clear)
{
    /// <summary>The block read; of the canonical chain as known now. Null where not even a block could be had.</summary>
    public BlockRef? Block { get; init; }

    /// <summary>What the answer was made from: seen again, it is no news. The block's hash, where one block is all.</summary>
    public Hash32? Reading { get => reading ?? Block?.Hash; init => reading = value; }
    readonly Hash32? reading;

    /// <summary>The position was read well and is no more.</summary>
    public bool Closed { get; init; }

    /// <summary>What the rule's conditions found; null where it is not conditions that were asked.</summary>
    public Finding? Finding { get; init; }

    /// <summary>The comparison to show, and all of them with their values.</summary>
    public Figure? Decisive => Finding?.Decisive;
    public ImmutableArray<Figure> Figures => Finding?.Figures ?? [];

    /// <summary>What was found, in words; asked for only when there is an alert to tell it.</summary>
    public Func<string> Explanation { get => field ?? (() => Finding?.Explain() ?? ""); init; }

    /// <summary>Where something is unknown: what and why, in words, and the block of the subject's last good reading, where that is known.</summary>
    public string? Why { get; init; }
    public ImmutableArray<Unread> Unread { get; init; } = [];
    public BlockRef? LastGood { get; init; }

    /// <summary>For a rule that waits for events: what happened.</summary>
    public ChainEvent? Event { get; init; }

    /// <summary>The second opinion on it; null where none was asked.</summary>
    public Confirmation? Confirmation { get; init; }

    /// <summary>The position as the report has it; asked for only when it is needed.</summary>
    public Func<JsonNode?> Evidence { get => field ?? (() => Finding?.Evidence()); init; }

    public AlertKey Key => new(Rule.Name, Subject.Key);
}
