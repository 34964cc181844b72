using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watcher.Evm.Rpc;
using Watcher.Host.Config;

namespace Watcher.Host.Cli;

/// <summary>Which chain a node named on the command line serves, where nobody said.</summary>
static class ChainByNode
{
    /// <summary>A chain we know nothing of is called by its id.</summary>
    public static string NameOf(ulong chainId) => $"chain-{chainId}";

    /// <summary>Asks the first node that answers.</summary>
    /// <returns>The id, or why no node told.</returns>
    public static async Task<(ulong? Id, Failure? Failure)> Ask(IReadOnlyList<Uri> nodes, CancellationToken cancellation)
    {
        Failure? failure = null;
        for (var i = 0; i < nodes.Count; i++)
        {
            var answer = (await new HttpTransport(nodes[i], i).Send([new RpcRequest("eth_chainId")], cancellation))[0];
            if (answer.Failure is null && Quantity(answer) is { } id) return (id, null);
            var why = answer.Failure ?? new(FailureReason.BadAnswer, "does not tell its chain id");
            failure ??= why with { Why = $"{nodes[i].Host}#{i}: {why.Why}" };
        }
        return (null, failure);
    }

    /// <summary>The name under which the chain is configured or ships; null for a chain nobody knows.</summary>
    public static string? Find(JsonObject tree, ulong chainId, ShippedChains shipped)
    {
        var configured = (JsonTree.Find(tree, "Chains") as JsonObject ?? []).Where(pair => pair.Value is JsonObject).Select(pair => pair.Key);
        return configured.Concat(shipped.Names).FirstOrDefault(name => IdOf(tree, name, shipped) == chainId);
    }

    static ulong? Quantity(RpcAnswer answer)
    {
        try
        {
            return answer.Json() is { ValueKind: JsonValueKind.String } json && json.GetString() is ['0', 'x', .. var hex]
                && ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static ulong? IdOf(JsonObject tree, string name, ShippedChains shipped)
    {
        var own = JsonTree.Find(JsonTree.Find(tree, "Chains") as JsonObject, name) as JsonObject;
        var id = JsonTree.Find(own, "ChainId") ?? JsonTree.Find(shipped.Find(name), "ChainId");
        return ulong.TryParse(id?.ToString(), out var number) ? number : null;
    }
}
