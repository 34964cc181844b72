using Watcher.Store;

namespace Watcher.Host.Cycle;

/// <summary>
/// Holds the recorded headers that are not final yet against the chain, from the newest down to the first that still stands: what is below
/// that stands too. Readings of blocks that are gone are flagged, and reinstated when a block comes back.
/// </summary>
sealed class Reorganisations(WatcherStore store)
{
    /// <summary>Deeper reorganisations than this are not looked for.</summary>
    const ulong Depth = 1024;

    /// <summary>The highest block that the node could not tell of: until one at or below it is found to stand, those above prove nothing. 0 = none.</summary>
    ulong unanswered;

    /// <param name="hashAt">The hash that the chain has at a height now; null where it cannot tell: then nothing is flagged on suspicion.</param>
    /// <returns>The height from which on blocks were replaced, those of which nothing is recorded too; null where all stands.</returns>
    public async Task<ulong?> Check(ChainIdentity chain, BlockRef head, Func<ulong, CancellationToken, Task<Hash32?>> hashAt, CancellationToken cancellation)
    {
        var recorded = store.Headers.Above(chain, head.Number > Depth ? head.Number - Depth : 0).ToLookup(h => h.Block.Number <= head.Number);
        ulong? replaced = null;
        foreach (var height in recorded[true].GroupBy(h => h.Block.Number).OrderByDescending(g => g.Key))
        {
            if ((height.Key == head.Number ? head.Hash : await hashAt(height.Key, cancellation)) is not { } now)
            {
                unanswered = Math.Max(unanswered, height.Key);
                break;
            }
            Mark(chain, height.Where(h => h.Canonical && h.Block.Hash != now), canonical: false);
            Mark(chain, height.Where(h => !h.Canonical && h.Block.Hash == now), canonical: true);
            if (height.All(h => h.Block.Hash != now)) replaced = height.Key;
            else if (height.Key <= unanswered || unanswered == 0)
            {
                unanswered = 0;
                replaced = replaced is null ? null : height.Key + 1;
                break;
            }
        }
        // A node a block behind is no reorganisation: what is above the head falls only together with what is not.
        if (replaced is not null) Mark(chain, recorded[false].Where(h => h.Canonical), canonical: false);
        return replaced;
    }

    void Mark(ChainIdentity chain, IEnumerable<RecordedHeader> headers, bool canonical)
    {
        var hashes = headers.Select(h => h.Block.Hash).ToList();
        if (hashes.Count > 0) store.Headers.Mark(chain, hashes, canonical);
    }
}
