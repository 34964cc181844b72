using System.Collections.Immutable;

namespace Watcher.Reports;

/// <summary>What was known before this cycle, so that what cannot be read now is still named.</summary>
/// <param name="LastGood">Per subject, its last good reading.</param>
/// <param name="UnknownSince">Per <see cref="UnknownEntry.What"/>, since when it has been unknown.</param>
public sealed record Memory(ImmutableDictionary<Subject, LastGood> LastGood, ImmutableDictionary<string, DateTimeOffset> UnknownSince)
{
    public static Memory None { get; } = new(ImmutableDictionary<Subject, LastGood>.Empty, ImmutableDictionary<string, DateTimeOffset>.Empty);
}

/// <summary>A subject's last good reading: its block and the positions it had there.</summary>
public sealed record LastGood(BlockRef Block, ImmutableArray<Position> Positions);
