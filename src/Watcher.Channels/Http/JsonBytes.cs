using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watcher.Channels.Http;

/// <summary>JSON bodies as bytes.</summary>
static class JsonBytes
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString(Readable));

    /// <summary>A stored object with fields in front that are not to lie in the database, or may change until it is sent.</summary>
    public static byte[] With(ReadOnlySpan<byte> stored, params ReadOnlySpan<(string Name, JsonNode Value)> fields)
    {
        var json = (JsonObject)JsonNode.Parse(stored)!;
        foreach (var (name, value) in fields) json[name] = value;
        return Of(json);
    }
}
