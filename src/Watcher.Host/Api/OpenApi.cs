using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Host.Api.Session;

namespace Watcher.Host.Api;

/// <summary>
/// The OpenAPI 3.1 document, written from the routes themselves: what it says of a parameter is what requests are held to. Of an answer it
/// names the document, <c>watcher.alerts/1</c>, whose shape is the command line's.
/// </summary>
static class OpenApi
{
    public static ApiRoute Route { get; } = new("GET", "/openapi.json", "This document", "", _ => Document());

    public static JsonObject Document()
    {
        var paths = new JsonObject();
        foreach (var path in ApiRoutes.All.GroupBy(route => route.Path))
            paths[ApiRoutes.Root + path.Key] = new JsonObject(path.Select(route => KeyValuePair.Create(route.Method.ToLowerInvariant(), (JsonNode?)Of(route))));
        return new()
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Watcher", ["version"] = "1" },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                    ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = Sessions.Cookie },
                },
            },
            ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["token"] = new JsonArray() }, new JsonObject { ["session"] = new JsonArray() }),
        };
    }

    static JsonObject Of(ApiRoute route)
    {
        var json = new JsonObject { ["summary"] = route.Summary };
        var parameters = new JsonArray();
        if (route.Path.Contains("{id}", StringComparison.Ordinal))
            parameters.Add(InRequest("id", "path", required: true, new() { ["type"] = "string", ["maxLength"] = 64 }));
        if (route.Writes) parameters.Add(InRequest(Gate.Header, "header", required: true, new() { ["const"] = "1" }));
        if (route.HasBody && !route.Parameters.IsEmpty) json["requestBody"] = Body(route);
        else foreach (var parameter in route.Parameters) parameters.Add(InRequest(parameter.Name, "query", required: false, Schema(parameter)));
        if (parameters.Count > 0) json["parameters"] = parameters;
        json["responses"] = new JsonObject
        {
            [route.Status.ToString(CultureInfo.InvariantCulture)] = Answer(route.Media, route.Summary, route.Document.Length > 0 ? Named(route.Document) : new() { ["type"] = "string" }),
            ["default"] = Answer("application/problem+json", "Why not, and what to do about it (RFC 9457)", new() { ["type"] = "object" }),
        };
        return json;
    }

    static JsonObject InRequest(string name, string where, bool required, JsonObject schema) =>
        new() { ["name"] = name, ["in"] = where, ["required"] = required, ["schema"] = schema };

    static JsonObject Body(ApiRoute route) => new()
    {
        ["content"] = new JsonObject
        {
            ["application/json"] = new JsonObject
            {
                ["schema"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject(route.Parameters.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Schema(field)))),
                    ["additionalProperties"] = false,
                },
            },
        },
    };

    static JsonObject Schema(ApiParameter parameter)
    {
        var json = new JsonObject { ["description"] = parameter.Meaning };
        switch (parameter.Kind)
        {
            case ParameterKind.Count:
                (json["type"], json["minimum"], json["maximum"], json["default"]) = ("integer", 1, parameter.Most, parameter.Usual);
                break;
            case ParameterKind.Number:
                (json["type"], json["minimum"], json["maximum"], json["default"]) = ("number", 0, parameter.Most, 0);
                break;
            case ParameterKind.Changes:
                (json["type"], json["maxProperties"], json["additionalProperties"]) = ("object", parameter.Most, new JsonObject { ["type"] = new JsonArray("string", "number") });
                break;
            case ParameterKind.Flag:
                (json["type"], json["default"]) = ("boolean", false);
                break;
            case ParameterKind.Word:
                (json["type"], json["enum"]) = ("string", new JsonArray([.. parameter.Words.Select(word => (JsonNode)word)]));
                break;
            default:
                (json["type"], json["minLength"], json["maxLength"]) = ("string", 1, ApiParameter.MaxLength);
                if (Example(parameter.Kind) is { } example) json["examples"] = example;
                break;
        }
        return json;
    }

    static JsonArray? Example(ParameterKind kind) => kind switch
    {
        ParameterKind.Duration => ["30s", "6h", "7d"],
        ParameterKind.Moment => ["2026-03-01T08:00Z", "24h"],
        _ => null,
    };

    static JsonObject Named(string document) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["schema"] = new JsonObject { ["const"] = document } },
        ["required"] = new JsonArray("schema"),
    };

    static JsonObject Answer(string type, string description, JsonObject schema) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = schema } },
    };
}
