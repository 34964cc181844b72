using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>
/// Two endpoints tell of different blocks at the same height, time and again: one of them is on a fork. At the very head that may be so for a
/// moment, so it must last.
/// </summary>
public static class EndpointsForked
{
    static readonly Lasting Trouble = new(BuiltInRules.EndpointsForked, After: TimeSpan.FromMinutes(2), Calm: TimeSpan.FromMinutes(2));

    /// <summary>Null where no two of them tell of the same height: that says nothing.</summary>
    public static bool? Is(ImmutableArray<EndpointState> all)
    {
        var heights = Heads(all).GroupBy(head => head.Number).Where(same => same.Count() > 1).ToList();
        return heights.Count == 0 ? null : heights.Exists(same => same.Select(head => head.Hash).Distinct().Count() > 1);
    }

    public static Observation Observe(string chain, ImmutableArray<EndpointState> all, Spell spell) => Trouble.Observe(
        new($"endpoints/{chain}") { Chain = chain }, spell, explained: !all.Any(e => e.Healthy), Says(all, spell),
        () => new JsonObject { ["endpoints"] = new JsonArray([.. all.Select(e => e.Evidence())]) });

    static IEnumerable<BlockRef> Heads(ImmutableArray<EndpointState> all) => all.Where(e => e.Healthy).Select(e => e.Head).OfType<BlockRef>();

    static string Says(ImmutableArray<EndpointState> all, Spell spell) => spell.Trouble
        ? $"its endpoints tell of different blocks at the same height ({string.Join(", ", all.Where(e => e.Head is not null).Select(Told))}); "
            + "one of them is on a fork: find out which by a block explorer, and take it out of the chain's Rpc"
        : "its endpoints are on one chain again";

    static string Told(EndpointState endpoint) => $"{endpoint.Name}: {endpoint.Head!.Number} {endpoint.Head.Hash}";
}
