using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Watcher.Devnet.Node;

/// <summary>JSON-RPC to our own node, including the test methods of anvil that no other node has.</summary>
sealed class RpcClient(Uri url) : IDisposable
{
    readonly HttpClient http = new() { BaseAddress = url, Timeout = TimeSpan.FromMinutes(5) };

    /// <exception cref="DevnetException">The node answered with an error.</exception>
    public async Task<JsonNode?> Send(string method, params JsonNode?[] parameters) => Result(method, await Ask(method, parameters));

    /// <summary>The whole answer, with its <c>result</c> or <c>error</c>.</summary>
    public async Task<JsonNode> Ask(string method, params JsonNode?[] parameters)
    {
        using var response = await http.PostAsJsonAsync("/", Request(method, parameters));
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public void Dispose() => http.Dispose();

    public static string Quantity(BigInteger value) => value.IsZero ? "0x0" : $"0x{value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0')}";

    public static BigInteger Integer(JsonNode? quantity) =>
        BigInteger.Parse($"0{((string)quantity!)[2..]}", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    static JsonObject Request(string method, JsonNode?[] parameters) =>
        new() { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = new JsonArray(parameters) };

    static JsonNode? Result(string method, JsonNode? answer) =>
        answer!["error"] is { } error ? throw new DevnetException($"{method}: {error.ToJsonString()}") : answer["result"];
}
