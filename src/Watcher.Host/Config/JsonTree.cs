using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watcher.Host.Config;

/// <summary>
/// Layers of configuration as JSON trees: <b>objects merge, arrays replace</b>. (Merging arrays by index, as the framework's own configuration
/// does, would mix the user's endpoints with the shipped ones.) Keys ignore case; the spelling of the lower layer stays.
/// </summary>
static class JsonTree
{
    /// <summary>A new tree: <paramref name="over"/> laid on <paramref name="under"/>.</summary>
    public static JsonObject Merge(JsonObject under, JsonObject over)
    {
        var merged = (JsonObject)under.DeepClone();
        foreach (var (key, value) in over)
        {
            var name = KeyOf(merged, key) ?? key;
            merged[name] = merged[name] is JsonObject below && value is JsonObject above ? Merge(below, above) : value?.DeepClone();
        }
        return merged;
    }

    /// <summary>
    /// Sets one value the way environment variables do. A number in the path is an index where an array stands or nothing does yet; an index
    /// behind the end appends.
    /// </summary>
    public static JsonNode Set(JsonNode? node, ReadOnlySpan<string> path, string value)
    {
        if (path.IsEmpty) return JsonValue.Create(value);
        if (node is JsonArray or null && int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return SetItem(node as JsonArray ?? [], index, path[1..], value);
        var target = node as JsonObject ?? [];
        var key = KeyOf(target, path[0]) ?? path[0];
        var changed = Set(target[key], path[1..], value);
        if (!ReferenceEquals(changed, target[key])) target[key] = changed;
        return target;
    }

    /// <summary>The value under a key, ignoring case.</summary>
    public static JsonNode? Find(JsonObject? node, string key) => node is not null && KeyOf(node, key) is { } name ? node[name] : null;

    /// <summary>Reads a file's JSON; comments and trailing commas are welcome.</summary>
    /// <exception cref="ConfigurationException">Not readable, or not JSON: says file, line and what to do.</exception>
    public static JsonObject Read(string file)
    {
        try
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };
            return JsonNode.Parse(File.ReadAllText(file), documentOptions: options) as JsonObject
                ?? throw new ConfigurationException(file, "must hold one object { ... }");
        }
        catch (JsonException problem)
        {
            throw new ConfigurationException(file, $"line {problem.LineNumber + 1}, character {problem.BytePositionInLine + 1}: {Sentence(problem.Message)}; correct it there");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(file, $"cannot be read: {problem.Message}");
        }
    }

    static JsonArray SetItem(JsonArray array, int index, ReadOnlySpan<string> path, string value)
    {
        if (index >= array.Count)
        {
            array.Add(Set(null, path, value));
            return array;
        }
        var changed = Set(array[index], path, value);
        if (!ReferenceEquals(changed, array[index])) array[index] = changed;
        return array;
    }

    static string? KeyOf(JsonObject node, string key) =>
        node.ContainsKey(key) ? key : node.Select(pair => pair.Key).FirstOrDefault(k => k.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The parser's message without the place, which we give in our own words.</summary>
    static string Sentence(string message) =>
        message.IndexOf(" Path: ", StringComparison.Ordinal) is var place and > 0 ? message[..place].TrimEnd('.', ' ') : message;
}
