using Watcher.Evm.Abi;

namespace Watcher.Evm.Rpc;

/// <summary>Says what a contract gave as its reason to revert.</summary>
static class RevertReason
{
    /// <summary><c>reverted: "…"</c>, <c>reverted: panic 0x11 (…)</c>, <c>reverted with error 0x…</c> or <c>reverted without a reason</c>.</summary>
    public static string Of(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty) return "reverted without a reason";
        if (data.Length < 4) return $"reverted with {Hex.Encode(data)}";
        if (data.StartsWith(FunctionSelector.Of("Error(string)")) && Text(data[4..]) is { } text) return $"reverted: \"{text}\"";
        if (data.StartsWith(FunctionSelector.Of("Panic(uint256)")) && data.Length == 36) return $"reverted: panic 0x{data[^1]:x2} ({Panic(data[^1])})";
        return $"reverted with error {Hex.Encode(data[..4])}";
    }

    static string? Text(ReadOnlySpan<byte> data)
    {
        try
        {
            return PlainText.Clean(new AbiReader(data).String());
        }
        catch (AbiException)
        {
            return null;
        }
    }

    /// <summary>https://docs.soliditylang.org/en/latest/control-structures.html#panic-via-assert-and-error-via-require</summary>
    static string Panic(byte code) => code switch
    {
        0x01 => "assertion failed",
        0x11 => "arithmetic overflow",
        0x12 => "division by zero",
        0x21 => "no such enum value",
        0x22 => "wrongly encoded storage",
        0x31 => "pop of an empty array",
        0x32 => "index out of bounds",
        0x41 => "too much memory",
        0x51 => "call of an empty function",
        _ => "unknown",
    };
}
