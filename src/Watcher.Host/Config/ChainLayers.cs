using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Settings;

namespace Watcher.Host.Config;

/// <summary>
/// The chains in use with the shipped ones laid under them: those under <c>Chains</c>, those that a wallet or the command line names, and
/// where nobody names any, all that ship.
/// </summary>
/// <param name="Tree">The whole configuration, every chain in use in it.</param>
/// <param name="OnShippedEndpoints">The chains for which the user names no endpoint.</param>
sealed record ChainLayers(JsonObject Tree, ImmutableHashSet<string> OnShippedEndpoints)
{
    public static ChainLayers Of(JsonObject user, ShippedChains shipped, IEnumerable<string> alsoNamed)
    {
        var configured = JsonTree.Find(user, "Chains") as JsonObject ?? [];
        var named = configured.Select(pair => pair.Key).Concat(NamedByWallets(user)).Concat(alsoNamed).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (named.Count == 0) named = [.. shipped.Names];
        var chains = new JsonObject();
        var onShipped = ImmutableHashSet.CreateBuilder<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in named)
        {
            var own = JsonTree.Find(configured, name) as JsonObject;
            var below = shipped.Find(name);
            if (own is null && below is null) continue;
            var layered = Layered(below ?? [], own ?? []);
            if (below is not null && !NamesEndpoints(own)) onShipped.Add(name);
            chains[shipped.Names.FirstOrDefault(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name] = layered;
        }
        var tree = (JsonObject)user.DeepClone();
        foreach (var key in tree.Select(pair => pair.Key).Where(k => k.Equals("Chains", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            // What is not even an object stays to be reported.
            if (tree[key] is JsonObject) tree.Remove(key);
            else return new(tree, onShipped.ToImmutable());
        }
        tree["Chains"] = chains;
        return new(tree, onShipped.ToImmutable());
    }

    /// <summary>An empty list of endpoints names none: the shipped ones stay.</summary>
    static JsonObject Layered(JsonObject below, JsonObject own)
    {
        var layered = JsonTree.Merge(below, own);
        if (!NamesEndpoints(own) && JsonTree.Find(below, "Rpc") is { } endpoints) layered["Rpc"] = endpoints.DeepClone();
        return layered;
    }

    static bool NamesEndpoints(JsonObject? own) => JsonTree.Find(own, "Rpc") is not (null or JsonArray { Count: 0 });

    static IEnumerable<string> NamedByWallets(JsonObject user) =>
        (JsonTree.Find(user, "Wallets") as JsonArray ?? []).OfType<JsonObject>()
            .SelectMany(wallet => JsonTree.Find(wallet, "Chains") as JsonArray ?? []).OfType<JsonValue>().Select(name => name.ToString());
}
