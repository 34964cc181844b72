using System.Text.Json.Nodes;

namespace Watcher.Reports;

/// <summary>Adds a field where there is something to say.</summary>
static class JsonFields
{
    public static JsonObject With(this JsonObject json, string name, string? value)
    {
        if (value is not null) json[name] = value;
        return json;
    }

    public static JsonObject With(this JsonObject json, string name, BigDecimal? value) => json.With(name, value?.ToString());

    /// <summary>A number whose absence means that it is infinite.</summary>
    public static JsonObject WithOrInfinity(this JsonObject json, string name, BigDecimal? value) => json.With(name, value?.ToString() ?? "Infinity");
}
