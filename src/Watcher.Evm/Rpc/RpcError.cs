using System.Text.Json;

namespace Watcher.Evm.Rpc;

/// <summary>
/// The <c>error</c> of a JSON-RPC answer, sorted into the closed set of reasons. Nodes agree neither on codes nor on words, so both are looked
/// at: geth, erigon, nethermind, reth, anvil and the hosted services.
/// </summary>
sealed record RpcError(int Code, string Message, string? Data)
{
    const int RevertCode = 3;
    const int MethodNotFound = -32601;
    const int MethodNotSupported = -32004;
    const int ResourceNotFound = -32001;
    const int LimitExceeded = -32005;

    static readonly string[] GasWords = ["out of gas", "outofgas", "gas required exceeds", "intrinsic gas", "gas limit", "gas uint64 overflow", "execution aborted", "execution timeout"];

    static readonly string[] EvmWords = ["invalid opcode", "invalidfe", "evm error", "stack underflow", "stack overflow", "invalid jump", "opcodenotfound", "vm execution error"];

    static readonly string[] BlockWords =
    [
        "header not found", "block not found", "unknown block", "header for hash not found", "not canonical", "not currently canonical", "missing trie node", "pruned",
        "state not available", "state is not available", "state unavailable", "historical state", "blockoutofrange", "resource not found", "unknown header",
        "block does not exist", "no state found", "cannot find block", "could not find block", "block is not available", "required historical",
    ];

    static readonly string[] SizeWords =
    [
        "query returned more than", "block range", "response size", "too many results", "response is too big", "max results", "too large", "exceeds the range",
        "range is too", "limited to a",
    ];

    static readonly string[] RateWords = ["rate limit", "too many requests", "request limit", "capacity", "throughput", "quota", "limit exceeded", "compute units"];

    /// <summary>The error with the words of the node in it; <paramref name="clean"/> takes secrets out of them.</summary>
    public Failure ToFailure(Func<string, string> clean)
    {
        if (Code != RevertCode && !Says("revert") && Data?.StartsWith("Reverted", StringComparison.Ordinal) != true) return new(Reason(), Words(clean));
        return new(FailureReason.Reverted, RevertData() is { Length: > 0 } data ? RevertReason.Of(data) : Words(clean));
    }

    public static RpcError Parse(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object) return new(0, error.ToString(), null);
        var code = error.TryGetProperty("code", out var number) && number.TryGetInt32(out var value) ? value : 0;
        var message = error.TryGetProperty("message", out var text) ? text.ToString() : "";
        return new(code, message, error.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.String ? data.GetString() : null);
    }

    FailureReason Reason() => this switch
    {
        _ when Says(GasWords) => FailureReason.OutOfGas,
        _ when Says(EvmWords) => FailureReason.Reverted,
        _ when Code == ResourceNotFound || Says(BlockWords) => FailureReason.BlockGone,
        _ when Says(SizeWords) => FailureReason.TooLarge,
        { Code: LimitExceeded or 429 } => FailureReason.RateLimited,
        _ when Says(RateWords) => FailureReason.RateLimited,
        { Code: MethodNotFound or MethodNotSupported } => FailureReason.Forbidden,
        _ => FailureReason.NodeError,
    };

    string Words(Func<string, string> clean) => Message.Length == 0 ? $"error {Code}" : $"{PlainText.Clean(clean(Message))} (error {Code})";

    byte[] RevertData()
    {
        var at = Data?.IndexOf("0x", StringComparison.Ordinal) ?? -1;
        return at >= 0 && Hex.TryDecode(Data![at..], out var bytes) ? bytes : [];
    }

    bool Says(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (Message.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
