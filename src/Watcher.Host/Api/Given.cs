using System.Collections.Immutable;
using System.Text.Json;

namespace Watcher.Host.Api;

/// <summary>Reads what a request gives: known parameters only, each once.</summary>
static class Given
{
    static readonly JsonDocumentOptions Flat = new() { MaxDepth = 4 };

    /// <exception cref="ApiProblem">Names the parameter that is unknown or given twice.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> Read(HttpContext context, ApiRoute route)
    {
        var query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.Count == 1 ? pair.Value[0] ?? ""
            : throw ApiProblem.Of(Shown(pair.Key), "is given several times: keep one"));
        if (!route.HasBody) return Known(query, route.Parameters);
        Known(query, []);
        return Known(await Body(context, route.Parameters), route.Parameters);
    }

    static Dictionary<string, string> Known(Dictionary<string, string> given, ImmutableArray<ApiParameter> parameters)
    {
        var names = parameters.Select(parameter => parameter.Name).ToList();
        if (given.Keys.FirstOrDefault(key => !names.Contains(key)) is not { } unknown) return given;
        throw ApiProblem.Of(Shown(unknown), names.Count == 0 ? "is not known: this takes no parameters here" : $"is not known: this takes {string.Join(", ", names)}");
    }

    /// <summary>An object of texts, flags and what else its fields may be; no body at all is an empty one.</summary>
    static async Task<Dictionary<string, string>> Body(HttpContext context, ImmutableArray<ApiParameter> parameters)
    {
        if (context.Request is { ContentLength: null or 0, Headers.TransferEncoding.Count: 0 }) return [];
        if (!context.Request.HasJsonContentType())
            throw new ApiProblem(StatusCodes.Status415UnsupportedMediaType, "a body must be JSON: send Content-Type: application/json");
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, Flat, context.RequestAborted);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Fields(json.RootElement, parameters) : throw NoObject();
        }
        catch (JsonException)
        {
            throw NoObject();
        }
    }

    static Dictionary<string, string> Fields(JsonElement json, ImmutableArray<ApiParameter> parameters)
    {
        var fields = new Dictionary<string, string>();
        foreach (var field in json.EnumerateObject())
        {
            var kind = parameters.FirstOrDefault(parameter => parameter.Name == field.Name)?.Kind;
            if (!fields.TryAdd(field.Name, Text(field, kind))) throw ApiProblem.Of(Shown(field.Name), "is given several times: keep one");
        }
        return fields;
    }

    /// <summary>Numbers and objects as they are written.</summary>
    static string Text(JsonProperty field, ParameterKind? kind) => (field.Value.ValueKind, kind) switch
    {
        (JsonValueKind.Object, ParameterKind.Changes) or (JsonValueKind.Number, ParameterKind.Number) => field.Value.GetRawText(),
        (_, ParameterKind.Changes) => throw ApiProblem.Of(field.Name, "must be an object: {\"ETH\":\"-30%\"}"),
        (JsonValueKind.String, _) => field.Value.GetString()!,
        (JsonValueKind.True, _) => "true",
        (JsonValueKind.False, _) => "false",
        _ => throw ApiProblem.Of(Shown(field.Name), kind == ParameterKind.Number ? "must be a number" : "must be a text, true or false"),
    };

    static ApiProblem NoObject() => new(StatusCodes.Status400BadRequest, "the body must be one JSON object");

    /// <summary>What a stranger wrote goes back short.</summary>
    static string Shown(string name) => name.Length <= 40 ? name : name[..40];
}
