using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Watcher.EndToEnd.Faults;

/// <summary>One HTTP request on its way through the <see cref="FaultProxy"/>.</summary>
public sealed class Exchange(HttpContext http, HttpClient node, string body)
{
    public HttpContext Http => http;

    /// <summary>The JSON-RPC request, or the batch of them.</summary>
    public JsonNode Body { get; } = JsonNode.Parse(body)!;

    /// <summary>The single requests in it.</summary>
    public IEnumerable<JsonObject> Requests => Body is JsonArray batch ? batch.Select(request => request!.AsObject()) : [Body.AsObject()];

    public IEnumerable<string> Methods => Requests.Select(request => (string)request["method"]!);

    /// <summary>Asks the node with the body as it is now.</summary>
    public Task<JsonNode> Forward() => Ask(Body);

    /// <summary>Asks the node something of our own.</summary>
    public async Task<JsonNode> Ask(JsonNode request)
    {
        using var content = new StringContent(request.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await node.PostAsync("/", content, http.RequestAborted);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(http.RequestAborted))!;
    }

    public Task Reply(JsonNode answer) => Reply(200, answer.ToJsonString());

    public async Task Reply(int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    /// <summary>Asks the node and replies with its answers changed one by one.</summary>
    public async Task ReplyWith(Action<JsonObject, JsonObject> change)
    {
        var answer = await Forward();
        var answers = (answer is JsonArray batch ? batch.Select(item => item!.AsObject()) : [answer.AsObject()]).ToList();
        foreach (var request in Requests)
            if (answers.Find(item => JsonNode.DeepEquals(item["id"], request["id"])) is { } own) change(request, own);
        await Reply(answer);
    }
}
