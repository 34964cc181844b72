using System.Collections.Immutable;

namespace Watcher.Positions;

/// <summary>What one reading is of: one wallet in one deployment of one protocol on one chain.</summary>
public sealed record Subject(string Chain, string Protocol, string Deployment, Address Wallet)
{
    /// <summary>As the report's <c>unknown[].what</c> prints it.</summary>
    public string What => Deployment.Length > 0 ? $"{Chain}/{Protocol}/{Deployment}" : $"{Chain}/{Protocol}";
}

/// <summary>The outcome of reading one subject at one block: positions (perhaps none), or why not. Never null, never zero for "failed".</summary>
public abstract record Reading(Subject Subject, BlockRef Block);

/// <summary>Everything the subject has at that block, and what happened to it since the reading before.</summary>
public sealed record GoodReading(Subject Subject, BlockRef Block, ImmutableArray<Position> Positions, ImmutableArray<ChainEvent> Events)
    : Reading(Subject, Block);

/// <summary>The subject could not be read: UNKNOWN, whatever was known before.</summary>
public sealed record UnreadableReading(Subject Subject, BlockRef Block, Failure Failure) : Reading(Subject, Block);

/// <summary>Something a protocol did to a wallet, from its logs. <paramref name="Kind"/> names the event in rules: <c>liquidated</c>.</summary>
/// <param name="Id">Unique on its chain: <c>transactionHash/logIndex</c>.</param>
public sealed record ChainEvent(string Kind, string Id, BlockRef Block, string Position, string Summary, ImmutableDictionary<string, string> Details);
