using System.Globalization;
using System.Text.Json;

namespace Watcher.Evm.Rpc;

/// <summary>Reads block headers and quantities from answers.</summary>
static class Header
{
    /// <exception cref="FormatException">Not a block, or one without number, hash or time.</exception>
    public static BlockRef Parse(RpcAnswer answer)
    {
        var block = Object(answer);
        return new(Quantity(block, "number"), Hash32.Parse(Text(block, "hash")), DateTimeOffset.FromUnixTimeSeconds(Seconds(block)));
    }

    public static ulong Quantity(JsonElement parent, string name) => Quantity(Text(parent, name));

    public static ulong Quantity(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, null, out var value)
            ? value
            : throw new FormatException("a quantity is not a hex number of 64 bits");

    public static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"there is no '{name}'");

    public static JsonElement Object(RpcAnswer answer)
    {
        try
        {
            return answer.Json() is { ValueKind: JsonValueKind.Object } json ? json : throw new FormatException("an object was expected");
        }
        catch (JsonException)
        {
            throw new FormatException("the answer is not JSON");
        }
    }

    static long Seconds(JsonElement block) =>
        Quantity(block, "timestamp") is var seconds and < 253_402_300_800 ? (long)seconds : throw new FormatException("a block's time is out of range");
}
