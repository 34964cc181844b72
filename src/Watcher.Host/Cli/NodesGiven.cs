using System.Text.Json.Nodes;
using Watcher.Host.Config;

namespace Watcher.Host.Cli;

/// <summary>The nodes that the command line gives, and the chain that they are asked for.</summary>
/// <param name="Chain">As named, else the one they say they serve; null without nodes, and where they do not say.</param>
/// <param name="ChainId">As they say; null where a known chain is named.</param>
/// <param name="Failure">Why no node told which chain it serves.</param>
sealed record NodesGiven(IReadOnlyList<Uri> Nodes, string? Chain, ulong? ChainId, Failure? Failure)
{
    const string UnknownChain = "unknown";

    public static async Task<NodesGiven> Of(Selection what, TimeSpan limit, CancellationToken cancellation)
    {
        var nodes = what.Rpc.Select(Node).ToList();
        if (nodes.Count == 0) return new(nodes, null, null, null);
        if (what.Chains.Count > 1) throw new UsageException("--rpc: serves one chain: give one --chain with it");
        var tree = ConfigSources.OfProcess(what.Config).Read();
        var named = what.Chains.Count == 1 ? what.Chains[0] : null;
        if (named is not null && IsKnown(tree, named)) return new(nodes, named, null, null);
        var (id, failure) = await Ask(nodes, limit, cancellation);
        return id is not { } known ? new(nodes, null, null, failure)
            : new(nodes, named ?? ChainByNode.Find(tree, known, ShippedChains.BesideTheProgram) ?? ChainByNode.NameOf(known), known, null);
    }

    /// <summary>The chain of nodes that do not even tell which one they serve.</summary>
    public ChainConfig Nameless => new(UnknownChain, 0, [.. Nodes], Transports.Builtin, false, null, null, null, [], [], [], "");

    /// <summary>Puts the nodes in the place of the chain's own; a chain that nobody knows is made of them alone.</summary>
    public void PutInto(JsonObject tree)
    {
        if (Chain is null) return;
        var over = new JsonObject { ["Rpc"] = new JsonArray([.. Nodes.Select(n => JsonValue.Create(n.ToString()))]) };
        if (!IsKnown(tree, Chain) && ChainId is { } id) over[nameof(ChainId)] = id;
        var merged = JsonTree.Merge(tree, new() { ["Chains"] = new JsonObject { [Chain] = over } });
        tree.Clear();
        foreach (var (key, value) in merged) tree[key] = value?.DeepClone();
    }

    static bool IsKnown(JsonObject tree, string chain) =>
        JsonTree.Find(JsonTree.Find(tree, "Chains") as JsonObject, chain) is not null || ShippedChains.BesideTheProgram.Find(chain) is not null;

    static async Task<(ulong? Id, Failure? Failure)> Ask(List<Uri> nodes, TimeSpan limit, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        try
        {
            return await ChainByNode.Ask(nodes, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, new(FailureReason.Timeout, $"{nodes[0].Host}#0: no answer within {Settings.Durations.Text(limit)}"));
        }
    }

    static Uri Node(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        ? url : throw new UsageException("--rpc: is not an http or https URL");
}
