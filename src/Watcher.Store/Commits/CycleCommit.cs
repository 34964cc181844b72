using System.Collections.Immutable;

namespace Watcher.Store;

/// <summary>Everything one cycle of one chain found and decided at one block: stored in one transaction, wholly or not at all.</summary>
/// <param name="Revision">Of the configuration: a reading is recorded once per block, subject and revision.</param>
public sealed record CycleCommit(ChainIdentity Chain, BlockRef Block, string Revision)
{
    public ImmutableArray<Reading> Readings { get; init; } = [];
    public MarketPrices? Prices { get; init; }
    public ImmutableArray<Sample> Samples { get; init; } = [];

    /// <summary>Wallets whose state changed in this cycle: what is stored of them here is never thinned.</summary>
    public ImmutableHashSet<Address> Changed { get; init; } = [];

    /// <summary>Subjects whose events in blocks that were replaced are among these readings.</summary>
    public ImmutableArray<Subject> CaughtUp { get; init; } = [];

    /// <summary>Read afterwards, for the history alone: rules never heard of it, so what happened up to it is still to be told.</summary>
    public bool Filled { get; init; }

    public AlertChanges Alerts { get; init; } = AlertChanges.None;
}
