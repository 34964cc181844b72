namespace Watcher.Primitives;

/// <summary>Hex data with the <c>0x</c> prefix, as JSON-RPC carries it.</summary>
public static class Hex
{
    public static string Encode(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>Decodes <c>0x</c> and an even number of hex digits; anything else is refused.</summary>
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (!text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || text.Length % 2 != 0) return false;
        var decoded = new byte[(text.Length - 2) / 2];
        if (Convert.FromHexString(text.AsSpan(2), decoded, out _, out var written) != System.Buffers.OperationStatus.Done
            || written != decoded.Length) return false;
        bytes = decoded;
        return true;
    }

    /// <exception cref="FormatException">Not <c>0x</c> and an even number of hex digits.</exception>
    public static byte[] Decode(string text) =>
        TryDecode(text, out var bytes) ? bytes : throw new FormatException($"'{(text.Length > 80 ? text[..80] + "…" : text)}' is not hex data");
}
