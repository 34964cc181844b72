using System.Text.Json;

namespace Watcher.Evm.Rpc;

/// <summary>What came back for one request: the result, or why there is none.</summary>
public sealed record RpcAnswer
{
    /// <summary>A text from here on is worth decoding before it is asked for, rather than keeping it twice.</summary>
    const int LongData = 1024;

    readonly byte[]? data;

    /// <summary>The <c>result</c> as UTF-8 JSON; empty when there is a <see cref="Failure"/>.</summary>
    public ReadOnlyMemory<byte> Result
    {
        get => data is null ? field : Quoted(data);
        init;
    }

    public Failure? Failure { get; init; }

    /// <summary>The JSON-RPC error code, where there was one.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>How long the endpoint asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Bytes of the request on the wire.</summary>
    public int Sent { get; init; }

    /// <summary>Bytes of the answer on the wire, decompressed.</summary>
    public int Received { get; init; }

    public RpcAnswer()
    {
    }

    RpcAnswer(byte[] data) => this.data = data;

    public static RpcAnswer Of(ReadOnlyMemory<byte> result) => new() { Result = result };

    public static RpcAnswer Failed(FailureReason reason, string why) => new() { Failure = new(reason, why) };

    /// <summary>An answer of hex data, for who has the bytes at hand.</summary>
    public static RpcAnswer OfData(byte[] data) => new(data);

    public bool IsNull => Result.Span.SequenceEqual("null"u8);

    /// <summary>The hex data of the result.</summary>
    /// <exception cref="FormatException">It is not hex data.</exception>
    public byte[] Data() => TryData() ?? throw new FormatException("hex data was expected");

    /// <summary>The hex data of the result; null where it is none.</summary>
    public byte[]? TryData() => data ?? Hex(Result.Span);

    /// <summary>Takes its own copy, of hex data as the bytes that it means.</summary>
    internal static RpcAnswer Copy(ReadOnlySpan<byte> result) => result.Length >= LongData && Hex(result) is { } data ? OfData(data) : Of(result.ToArray());

    static byte[]? Hex(ReadOnlySpan<byte> json)
    {
        if (json.Length < 4 || json.Length % 2 != 0 || !json.StartsWith("\"0x"u8) || json[^1] != '"') return null;
        var bytes = new byte[(json.Length - 4) / 2];
        var status = Convert.FromHexString(json[3..^1], bytes, out _, out var written);
        return status == System.Buffers.OperationStatus.Done && written == bytes.Length ? bytes : null;
    }

    /// <summary>The result as a JSON text.</summary>
    /// <exception cref="FormatException">It is not a text.</exception>
    public string Text() => Json() is { ValueKind: JsonValueKind.String } json ? json.GetString()! : throw new FormatException("a text was expected");

    /// <summary>The result as a JSON element.</summary>
    /// <exception cref="FormatException">It is not JSON.</exception>
    public JsonElement Json()
    {
        try
        {
            return JsonElement.Parse(Result.Span);
        }
        catch (JsonException)
        {
            throw new FormatException("the answer is not JSON");
        }
    }

    static byte[] Quoted(byte[] data)
    {
        var json = new byte[2 * data.Length + 4];
        "\"0x"u8.CopyTo(json);
        Convert.TryToHexStringLower(data, json.AsSpan(3), out _);
        json[^1] = (byte)'"';
        return json;
    }
}
