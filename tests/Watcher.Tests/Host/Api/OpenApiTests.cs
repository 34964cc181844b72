using System.Text.Json.Nodes;
using Watcher.Host.Api;
using Watcher.Tests.House;
using Xunit;

namespace Watcher.Tests.Host.Api;

/// <summary>docs/openapi.json is what programs were written for: what it promises is still kept.</summary>
public sealed class OpenApiTests
{
    static readonly JsonObject Promised = (JsonObject)JsonNode.Parse(File.ReadAllText(Checkout.PathOf("docs", "openapi.json")))!;

    [Fact]
    public async Task What_is_served_breaks_nothing_that_was_promised()
    {
        await using var api = await RunningApi.Start();
        Assert.Empty(BreakingChanges.Between(Promised, (JsonObject)await api.Json("/api/v1/openapi.json")));
    }

    [Fact]
    public void What_came_since_is_promised_too() => Assert.True(JsonNode.DeepEquals(Promised, OpenApi.Document()),
        "docs/openapi.json is not what is served: run the watcher and 'curl -s localhost:8080/api/v1/openapi.json | python3 -m json.tool --indent 2 > docs/openapi.json'");

    [Fact]
    public void Every_request_is_in_the_documentation_with_its_parameters()
    {
        var lines = File.ReadAllLines(Checkout.PathOf("docs", "api.md"));
        foreach (var route in ApiRoutes.All)
        {
            var line = Assert.Single(lines, line => line.StartsWith($"| `{route.Method} {ApiRoutes.Root}{route.Path}` |", StringComparison.Ordinal));
            Assert.All(route.Parameters, parameter => Assert.Contains($"`{parameter.Name}`", line, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("remove", "paths", "/api/v1/alerts")]
    [InlineData("remove", "paths", "/api/v1/alerts/{id}/ack", "post")]
    [InlineData("remove", "paths", "/api/v1/alerts", "get", "parameters", "0")]
    [InlineData("10", "paths", "/api/v1/alerts", "get", "parameters", "0", "schema", "maximum")]
    [InlineData("true", "paths", "/api/v1/alerts", "get", "parameters", "0", "required")]
    [InlineData("\"string\"", "paths", "/api/v1/alerts", "get", "parameters", "0", "schema", "type")]
    [InlineData("[\"last\"]", "paths", "/api/v1/history", "get", "parameters", "7", "schema", "enum")]
    [InlineData("\"watcher.alerts/2\"", "paths", "/api/v1/alerts", "get", "responses", "200", "content", "application/json", "schema", "properties", "schema", "const")]
    [InlineData("remove", "paths", "/api/v1/silences", "post", "responses", "201")]
    [InlineData("remove", "paths", "/api/v1/silences", "post", "requestBody", "content", "application/json", "schema", "properties", "note")]
    public void Taking_something_away_or_asking_for_more_breaks(string change, params string[] path)
    {
        var changed = (JsonObject)Promised.DeepClone();
        var owner = path[..^1].Aggregate((JsonNode)changed, (node, key) => node is JsonArray list ? list[int.Parse(key, null)]! : node[key]!);
        if (owner is JsonArray items) items.RemoveAt(int.Parse(path[^1], null));
        else if (change == "remove") owner.AsObject().Remove(path[^1]);
        else owner[path[^1]] = JsonNode.Parse(change);
        Assert.NotEmpty(BreakingChanges.Between(Promised, changed));
    }

    [Fact]
    public void Adding_breaks_nothing()
    {
        var more = (JsonObject)Promised.DeepClone();
        more["paths"]!["/api/v1/more"] = new JsonObject();
        more["paths"]!["/api/v1/alerts"]!["get"]!["parameters"]!.AsArray().Add(JsonNode.Parse("""{"name":"order","in":"query","required":false,"schema":{"type":"string"}}"""));
        more["paths"]!["/api/v1/alerts"]!["get"]!["parameters"]![0]!["schema"]!["maximum"] = 50_000;
        Assert.Empty(BreakingChanges.Between(Promised, more));
    }
}
