using System.Globalization;
using System.Text.Json;

namespace Watcher.Evm.Rpc;

/// <summary>Reads the hex numbers and texts of JSON-RPC objects.</summary>
static class Quantities
{
    public static ulong Of(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, null, out var value)
            ? value
            : throw new FormatException("not a hex number of 64 bits");

    public static ulong Of(JsonElement parent, string name) => Of(Text(parent, name));

    public static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"there is no '{name}'");
}
