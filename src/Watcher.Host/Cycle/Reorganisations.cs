using System.Collections.Immutable;
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

    /// <param name="hashAt">The hash that the chain has at a height now; null where it cannot tell: then nothing is flagged on suspicion.</param>
    /// <returns>The height from which on blocks were replaced or may have been, those of which nothing is recorded too; null where all stands.</returns>
    public async Task<ulong?> Check(ChainIdentity chain, BlockRef head, Func<ulong, CancellationToken, Task<Hash32?>> hashAt, CancellationToken cancellation)
    {
        var open = store.Headers.Unanswered(chain);
        var recorded = store.Headers.Above(chain, head.Number > Depth ? head.Number - Depth : 0).ToLookup(h => h.Block.Number <= head.Number);
        // What is above the head of a node that is behind is still to be asked.
        var found = new HeaderCheck { Unanswered = open > head.Number ? open : null };
        ulong? stands = null;
        foreach (var height in recorded[true].GroupBy(h => h.Block.Number).OrderByDescending(g => g.Key))
        {
            if ((height.Key == head.Number ? head.Hash : await hashAt(height.Key, cancellation)) is not { } now)
            {
                found = found with { Unanswered = Math.Min(open ?? height.Key, height.Key) };
                break;
            }
            found = found with
            {
                Gone = [.. found.Gone, .. height.Where(h => h.Canonical && h.Block.Hash != now).Select(h => h.Block.Hash)],
                Back = [.. found.Back, .. height.Where(h => !h.Canonical && h.Block.Hash == now).Select(h => h.Block.Hash)],
            };
            if (height.All(h => h.Block.Hash != now)) found = found with { Replaced = height.Key };
            else if (open is null || height.Key <= open)
            {
                stands = height.Key;
                break;
            }
        }
        found = Above(found, head, stands, [.. recorded[false].Where(h => h.Canonical).Select(h => h.Block.Hash)]);
        if (found.Unanswered != open || found.Replaced is not null || !found.Gone.IsEmpty || !found.Back.IsEmpty) store.Headers.Keep(chain, found);
        return found.Replaced;
    }

    /// <summary>
    /// What is recorded above the head falls only together with what is not: a node some blocks behind is no reorganisation. But those blocks
    /// may lie on another fork, so that of what is between the head and the last block that stands nothing may have been read.
    /// </summary>
    static HeaderCheck Above(HeaderCheck found, BlockRef head, ulong? stands, ImmutableArray<Hash32> above)
    {
        if (found.Replaced is not null) return found with { Gone = [.. found.Gone, .. above], Replaced = stands + 1 ?? found.Replaced };
        return above.IsEmpty || stands is null || stands == head.Number ? found : found with { Replaced = stands + 1 };
    }
}
