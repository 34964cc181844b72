using System.Text.Json.Nodes;

namespace Watcher.Tests.Host.Api;

/// <summary>What a program written for one OpenAPI document would stumble over in another.</summary>
static class BreakingChanges
{
    public static IEnumerable<string> Between(JsonObject old, JsonObject now) =>
        from path in old["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        let name = $"{operation.Key} {path.Key}"
        let current = now["paths"]?[path.Key]?[operation.Key]
        from change in current is null ? [$"{name} is gone"] : Of((JsonObject)operation.Value!, (JsonObject)current).Select(change => $"{name}: {change}")
        select change;

    static IEnumerable<string> Of(JsonObject old, JsonObject now) =>
        [.. Parameters(old, now), .. Fields(Body(old), Body(now)), .. Answers(old, now)];

    static IEnumerable<string> Parameters(JsonObject old, JsonObject now)
    {
        var (before, after) = (Named(old), Named(now));
        foreach (var (name, parameter) in before)
        {
            if (!after.TryGetValue(name, out var current)) yield return $"parameter {name} is gone";
            else foreach (var change in Schema(name, parameter["schema"]!, current["schema"]!)) yield return change;
        }
        foreach (var (name, _) in after.Where(p => (bool)p.Value["required"]! && !(before.TryGetValue(p.Key, out var was) && (bool)was["required"]!)))
            yield return $"parameter {name} is required now";
    }

    static IEnumerable<string> Fields(JsonObject? old, JsonObject? now) => old is null ? [] : old.SelectMany(field =>
        now?[field.Key] is { } current ? Schema(field.Key, field.Value!, current) : [$"field {field.Key} is gone"]);

    static IEnumerable<string> Schema(string name, JsonNode old, JsonNode now)
    {
        if ((string?)old["type"] != (string?)now["type"]) yield return $"{name} is of another type";
        if (!JsonNode.DeepEquals(old["const"], now["const"])) yield return $"{name} has another value";
        if ((int?)now["maximum"] < ((int?)old["maximum"] ?? int.MaxValue) || (int?)now["maxLength"] < ((int?)old["maxLength"] ?? int.MaxValue)) yield return $"{name} takes less";
        if (now["enum"] is JsonArray words && (old["enum"] is not JsonArray were || were.Any(word => words.All(w => (string?)w != (string?)word)))) yield return $"{name} takes fewer words";
    }

    static IEnumerable<string> Answers(JsonObject old, JsonObject now) => old["responses"]!.AsObject()
        .Where(answer => !JsonNode.DeepEquals(answer.Value!["content"], now["responses"]?[answer.Key]?["content"])).Select(answer => $"answers {answer.Key} otherwise");

    static Dictionary<string, JsonNode> Named(JsonObject operation) =>
        operation["parameters"] is JsonArray list ? list.ToDictionary(parameter => (string)parameter!["name"]!, parameter => parameter!) : [];

    static JsonObject? Body(JsonObject operation) => operation["requestBody"]?["content"]?["application/json"]?["schema"]?["properties"] as JsonObject;
}
