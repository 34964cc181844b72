using System.Globalization;
using System.Text.Json.Nodes;

namespace Watcher.Settings;

/// <summary>One thing wrong with the configuration: where, what, and what to do.</summary>
public sealed record SettingsProblem(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}

/// <summary>
/// One object of the configuration, read key by key. Keys ignore case; values may be JSON scalars or, from environment variables, text.
/// Every problem is collected with its path instead of thrown, so that a person sees all of them at once; a value with a problem reads as
/// its default. <see cref="Done"/> reports the keys nobody asked for.
/// </summary>
public sealed class SettingsNode(JsonObject? json, string path, ICollection<SettingsProblem> problems)
{
    readonly HashSet<string> asked = new(StringComparer.OrdinalIgnoreCase);

    public string Path => path;
    public bool Exists => json is not null;

    public void Problem(string key, string message) => problems.Add(new($"{path}:{key}", message));

    public bool Has(string key) => Find(key) is not null;

    /// <summary>Marks a key as known without reading it.</summary>
    public JsonNode? Raw(string key) => Find(key);

    public string? Text(string key) => Scalar(key, "a text");

    public string RequiredText(string key)
    {
        if (Text(key) is { Length: > 0 } text) return text;
        if (Find(key) is null or JsonValue) Problem(key, "is required");
        return "";
    }

    public Address? Address(string key)
    {
        if (Scalar(key, "an address") is not { } text) return null;
        if (Primitives.Address.TryParse(text, out var address, out var problem)) return address;
        Problem(key, problem!);
        return null;
    }

    public Address RequiredAddress(string key)
    {
        if (!Has(key)) Problem(key, "is required: an address (0x and 40 hex digits)");
        return Address(key) ?? default;
    }

    /// <summary><c>30s</c>, <c>5m</c>, <c>6h</c>, <c>7d</c>.</summary>
    public TimeSpan? Duration(string key)
    {
        if (Scalar(key, "a duration") is not { } text) return null;
        if (Durations.TryParse(text, out var duration)) return duration;
        Problem(key, $"'{text}' is not a duration: write 30s, 5m, 6h or 7d");
        return null;
    }

    /// <summary>A plain number or a percentage: <c>0.05</c>, <c>5%</c>.</summary>
    public BigDecimal? Number(string key)
    {
        if (Scalar(key, "a number") is not { } text) return null;
        if (Numbers.TryParse(text, out var number)) return number;
        Problem(key, $"'{text}' is not a number: write 0.05 or 5%");
        return null;
    }

    public long? Integer(string key)
    {
        if (Scalar(key, "a whole number") is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Problem(key, $"'{text}' is not a whole number");
        return null;
    }

    public bool? Flag(string key)
    {
        if (Scalar(key, "true or false") is not { } text) return null;
        if (bool.TryParse(text, out var flag)) return flag;
        Problem(key, $"'{text}' is neither true nor false");
        return null;
    }

    /// <summary>An absolute http or https URL.</summary>
    public Uri? Url(string key)
    {
        if (Scalar(key, "a URL") is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return url;
        Problem(key, "is not an http or https URL");
        return null;
    }

    /// <summary>One of a few words, ignoring case.</summary>
    public string? OneOf(string key, params string[] words)
    {
        if (Scalar(key, "a word") is not { } text) return null;
        if (words.FirstOrDefault(w => w.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word) return word;
        Problem(key, $"'{text}' is none of {string.Join(", ", words)}{Suggestion.For(text, words)}");
        return null;
    }

    /// <summary>A list of texts; null when the key is absent (which can mean something else than an empty list).</summary>
    public IReadOnlyList<string>? Texts(string key) => List(key)?.Select((item, i) => ItemText(key, item, i)).OfType<string>().ToList();

    /// <summary>A list of addresses.</summary>
    public IReadOnlyList<Address> Addresses(string key)
    {
        var addresses = new List<Address>();
        foreach (var (text, i) in (Texts(key) ?? []).Select((t, i) => (t, i)))
        {
            if (Primitives.Address.TryParse(text, out var address, out var problem)) addresses.Add(address);
            else Problem($"{key}[{i}]", problem!);
        }
        return addresses;
    }

    /// <summary>A nested object; an absent one is empty and does not <see cref="Exists">exist</see>.</summary>
    public SettingsNode Object(string key)
    {
        var node = Find(key);
        if (node is not (null or JsonObject)) Problem(key, "must be an object { ... }");
        return new(node as JsonObject, $"{path}:{key}", problems);
    }

    /// <summary>A list of objects; null when the key is absent.</summary>
    public IReadOnlyList<SettingsNode>? Objects(string key) => List(key)?.Select((item, i) =>
    {
        if (item is not JsonObject) Problem($"{key}[{i}]", "must be an object { ... }");
        return new SettingsNode(item as JsonObject, $"{path}:{key}[{i}]", problems);
    }).ToList();

    /// <summary>This object's keys with their objects, for maps from names to objects.</summary>
    public IReadOnlyList<(string Name, SettingsNode Node)> Entries() => Keys().Select(key => (key, Object(key))).ToList();

    public IReadOnlyList<string> Keys() => json?.Select(pair => pair.Key).ToList() ?? [];

    /// <summary>Reports every key that was never asked for.</summary>
    public void Done()
    {
        foreach (var key in Keys().Where(key => !asked.Contains(key)))
            Problem(key, $"is not a known key here{Suggestion.For(key, asked)}");
    }

    JsonNode? Find(string key)
    {
        asked.Add(key);
        return json?.FirstOrDefault(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value;
    }

    string? Scalar(string key, string wanted)
    {
        switch (Find(key))
        {
            case null: return null;
            case JsonValue value: return value.ToString();
            default:
                Problem(key, $"must be {wanted}, not a list or object");
                return null;
        }
    }

    JsonArray? List(string key)
    {
        var node = Find(key);
        if (node is not (null or JsonArray)) Problem(key, "must be a list [ ... ]");
        return node as JsonArray;
    }

    string? ItemText(string key, JsonNode? item, int i)
    {
        if (item is JsonValue value) return value.ToString();
        Problem($"{key}[{i}]", "must be a text");
        return null;
    }
}
