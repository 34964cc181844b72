using System.Collections.Immutable;

namespace Watcher.Store;

/// <summary>What holding the recorded headers against the chain came to.</summary>
public sealed record HeaderCheck
{
    /// <summary>Blocks that were reorganised away.</summary>
    public ImmutableArray<Hash32> Gone { get; init; } = [];

    /// <summary>Blocks that are the chain's again.</summary>
    public ImmutableArray<Hash32> Back { get; init; } = [];

    /// <summary>The height from which on blocks were replaced or may have been, those of which nothing is recorded too; null where all stands.</summary>
    public ulong? Replaced { get; init; }

    /// <summary>The lowest block that the node could not tell of: until one at or below it is found to stand, those above prove nothing. Null: none.</summary>
    public ulong? Unanswered { get; init; }
}
