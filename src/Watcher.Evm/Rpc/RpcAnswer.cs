using System.Buffers;
using System.Text.Json;

namespace Watcher.Evm.Rpc;

/// <summary>What came back for one request: the result, or why there is none.</summary>
public sealed record RpcAnswer
{
    /// <summary>A text from here on is worth decoding before it is asked for, rather than keeping it twice.</summary>
    const int LongData = 1024;

    readonly byte[]? data;

    /// <summary>Instead of data of its own: all copies of an answer share it, so that none can be read once it was given back.</summary>
    readonly PooledText? lent;

    /// <summary>The <c>result</c> as UTF-8 JSON; empty when there is a <see cref="Failure"/>.</summary>
    public ReadOnlyMemory<byte> Result
    {
        get => lent is not null ? Quoted(lent.Written.Span) : data is not null ? Quoted(data) : field;
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

    RpcAnswer(PooledText lent) => this.lent = lent;

    public static RpcAnswer Of(ReadOnlyMemory<byte> result) => new() { Result = result };

    public static RpcAnswer Failed(FailureReason reason, string why) => new() { Failure = new(reason, why) };

    /// <summary>An answer of hex data, for who has the bytes at hand.</summary>
    public static RpcAnswer OfData(byte[] data) => new(data);

    public bool IsNull => Result.Span.SequenceEqual("null"u8);

    /// <summary>The hex data of the result.</summary>
    /// <exception cref="FormatException">It is not hex data.</exception>
    public byte[] Data() => TryData() ?? throw new FormatException("hex data was expected");

    /// <summary>The hex data of the result; null where it is none.</summary>
    public byte[]? TryData() => lent is not null ? lent.Written.ToArray() : data ?? Hex(Result.Span);

    /// <summary>Its bytes are in a buffer of the pool, for whoever looks until <see cref="GiveBack"/>; never given back, they are garbage like any.</summary>
    internal bool IsLent => lent is not null;

    /// <summary><see cref="Data"/> without a copy.</summary>
    /// <exception cref="FormatException">It is not hex data.</exception>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    internal ReadOnlyMemory<byte> View() => lent?.Written ?? Data();

    /// <summary>Another answer may have the buffer now.</summary>
    internal void GiveBack() => lent?.Dispose();

    /// <summary>Takes its own copy, of hex data as the bytes that it means.</summary>
    internal static RpcAnswer Copy(ReadOnlySpan<byte> result) => result.Length >= LongData && Lent(result) is { } lent ? new(lent) : Of(result.ToArray());

    static PooledText? Lent(ReadOnlySpan<byte> json)
    {
        var size = HexLength(json);
        if (size < 0) return null;
        var text = new PooledText(size);
        if (TryHex(json, text.GetSpan(size)[..size]))
        {
            text.Advance(size);
            return text;
        }
        text.Dispose();
        return null;
    }

    static byte[]? Hex(ReadOnlySpan<byte> json)
    {
        var size = HexLength(json);
        if (size < 0) return null;
        var bytes = new byte[size];
        return TryHex(json, bytes) ? bytes : null;
    }

    /// <summary>Bytes of a quoted hex text; negative where it is none.</summary>
    static int HexLength(ReadOnlySpan<byte> json) =>
        json.Length >= 4 && json.Length % 2 == 0 && json.StartsWith("\"0x"u8) && json[^1] == '"' ? (json.Length - 4) / 2 : -1;

    static bool TryHex(ReadOnlySpan<byte> json, Span<byte> bytes) =>
        Convert.FromHexString(json[3..^1], bytes, out _, out var written) == OperationStatus.Done && written == bytes.Length;

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

    static byte[] Quoted(ReadOnlySpan<byte> data)
    {
        var json = new byte[2 * data.Length + 4];
        "\"0x"u8.CopyTo(json);
        Convert.TryToHexStringLower(data, json.AsSpan(3), out _);
        json[^1] = (byte)'"';
        return json;
    }
}
