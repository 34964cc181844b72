using System.Text;
using System.Text.Json.Nodes;
using Watcher.Evm.Rpc;

namespace Watcher.Tests.Evm.Rpc;

/// <summary>Answers JSON-RPC text from a chain in memory.</summary>
static class RpcServer
{
    public static string Answer(FakeChain chain, string body) => JsonNode.Parse(body) switch
    {
        JsonArray batch => $"[{string.Join(',', batch.Select(request => AnswerOne(chain, request!)))}]",
        var request => AnswerOne(chain, request!),
    };

    static string AnswerOne(FakeChain chain, JsonNode request)
    {
        var parameters = request["params"]!.AsArray().Select(Parameter).ToArray();
        var answer = new FakeNode(chain).Answer(new((string)request["method"]!, [.. parameters]));
        return $$"""{"jsonrpc":"2.0","id":{{request["id"]}},"result":{{Encoding.UTF8.GetString(answer.Result.Span)}}}""";
    }

    static object? Parameter(JsonNode? node) => node switch
    {
        JsonObject call when call.ContainsKey("data") => new EthCall(null, Address.Parse((string)call["to"]!), Hex.Decode((string)call["data"]!)),
        JsonObject block => new Dictionary<string, object?> { ["blockHash"] = Hash32.Parse((string)block["blockHash"]!) },
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => (string)value!,
        _ => null,
    };
}
