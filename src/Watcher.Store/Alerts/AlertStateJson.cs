using System.Text.Json;
using System.Text.Json.Serialization;
using Watcher.Alerts;

namespace Watcher.Store;

/// <summary>An alert's state as it lies in the database.</summary>
static class AlertStateJson
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(AlertState state) => JsonSerializer.Serialize(state, Options);

    public static AlertState Read(string json) => JsonSerializer.Deserialize<AlertState>(json, Options)!;
}
