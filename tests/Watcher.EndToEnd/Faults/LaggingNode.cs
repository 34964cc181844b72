using System.Globalization;
using System.Text.Json.Nodes;

namespace Watcher.EndToEnd.Faults;

/// <summary>Makes the node look as if it had not yet seen its newest blocks.</summary>
sealed class LaggingNode(int blocks)
{
    public async Task Answer(Exchange exchange)
    {
        var head = Number(await Ask(exchange, "eth_blockNumber")) - blocks;
        foreach (var request in exchange.Requests) await Rewrite(exchange, request, head);
        await exchange.ReplyWith((request, answer) =>
        {
            if ((string)request["method"]! == "eth_blockNumber") answer["result"] = Hex(head);
        });
    }

    /// <summary>Every block named in the parameters is replaced: the newest by the node's own, a later one by one that nobody knows.</summary>
    static async Task Rewrite(Exchange exchange, JsonObject request, long head)
    {
        var parameters = request["params"] as JsonArray ?? [];
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i] is JsonObject block && block["blockHash"] is { } hash && await IsLater(exchange, hash, head)) block["blockHash"] = Unknown;
            if ((string?)request["method"] == "eth_getBlockByHash" && i == 0 && await IsLater(exchange, parameters[i]!, head)) parameters[i] = Unknown;
            if (parameters[i] is JsonValue value && value.TryGetValue<string>(out var tag)) parameters[i] = Known(request, i, tag, head);
        }
    }

    static string Known(JsonObject request, int place, string tag, long head)
    {
        if (tag is "latest" or "pending") return Hex(head);
        var isNumber = (string?)request["method"] == "eth_getBlockByNumber" && place == 0 && tag.StartsWith("0x", StringComparison.Ordinal);
        return isNumber && Number(tag) > head ? Hex(long.MaxValue) : tag;
    }

    static string Unknown => $"0x{new string('1', 64)}";

    static async Task<bool> IsLater(Exchange exchange, JsonNode hash, long head) =>
        await Ask(exchange, "eth_getBlockByHash", hash.DeepClone(), false) is { } block && Number(block["number"]) > head;

    static async Task<JsonNode?> Ask(Exchange exchange, string method, params JsonNode?[] parameters)
    {
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = new JsonArray(parameters) };
        return (await exchange.Ask(request))["result"];
    }

    static string Hex(long number) => $"0x{number:x}";

    static long Number(JsonNode? quantity) => long.Parse(((string)quantity!).AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
