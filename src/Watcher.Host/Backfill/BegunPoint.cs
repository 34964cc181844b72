using Watcher.Host.Cycle;

namespace Watcher.Host.Backfill;

/// <summary>A point with what was read there; <paramref name="Read"/> is null where something whole is recorded already.</summary>
sealed record BegunPoint(Place Place, BlockSnapshot.Read? Read);

/// <summary>Where a point is.</summary>
/// <param name="Block">Null where something whole is recorded already.</param>
/// <param name="Since">The block up to which events are known when all before comes whole.</param>
/// <param name="Recorded">The last block up to which all is recorded there; null where something is missing.</param>
sealed record Place(BlockRef? Block, ulong? Since, ulong? Recorded)
{
    /// <summary>What <see cref="Since"/> of the next is to be.</summary>
    public ulong? Expected => Block?.Number ?? Recorded;
}
