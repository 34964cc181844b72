using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Watcher.Evm.Rpc;

/// <summary>Writes requests as JSON-RPC 2.0.</summary>
static class RpcJson
{
    /// <summary>Bytes of data that become hex at a time.</summary>
    const int Piece = 512;

    public static void Write(Utf8JsonWriter json, RpcRequest request, long id)
    {
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WriteNumber("id"u8, id);
        json.WriteString("method"u8, request.Method);
        json.WritePropertyName("params"u8);
        WriteList(json, request.Parameters);
        json.WriteEndObject();
    }

    /// <summary>Bytes of the hex data in calls, by far the most of what is written.</summary>
    public static int DataLength(ReadOnlySpan<RpcRequest> requests)
    {
        var length = 0;
        foreach (var request in requests)
            foreach (var parameter in request.Parameters) length += parameter is EthCall call ? 2 * call.Data.Length + 4 : 0;
        return length;
    }

    /// <summary>One parameter as it stands in a request.</summary>
    public static string Text(object? parameter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        Write(json, parameter);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void WriteList(Utf8JsonWriter json, IEnumerable values)
    {
        json.WriteStartArray();
        foreach (var value in values) Write(json, value);
        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case string text: json.WriteStringValue(text); break;
            case Address or Hash32: json.WriteStringValue(value.ToString()!.ToLowerInvariant()); break;
            case BigInteger number: json.WriteStringValue(Quantity(number)); break;
            case int or long or uint or ulong: json.WriteStringValue(Quantity(BigInteger.Parse(value.ToString()!, CultureInfo.InvariantCulture))); break;
            case byte[] data: WriteData(json, data); break;
            case ReadOnlyMemory<byte> data: WriteData(json, data.Span); break;
            case JsonNode node: node.WriteTo(json); break;
            case EthCall call: WriteCall(json, call); break;
            case IReadOnlyDictionary<string, object?> members: WriteObject(json, members); break;
            case IEnumerable items: WriteList(json, items); break;
            default: throw new ArgumentException($"a {value.GetType().Name} is no JSON-RPC parameter");
        }
    }

    static void WriteObject(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
        json.WriteEndObject();
    }

    static void WriteCall(Utf8JsonWriter json, EthCall call)
    {
        json.WriteStartObject();
        if (call.From is { } from) json.WriteString("from"u8, from.ToString());
        json.WriteString("to"u8, call.To.ToString());
        if (call.Gas is { } gas) json.WriteString("gas"u8, Quantity(gas));
        json.WritePropertyName("data"u8);
        WriteData(json, call.Data.Span);
        json.WriteEndObject();
    }

    /// <summary>Piece by piece: a text of its own would be as large as the request.</summary>
    static void WriteData(Utf8JsonWriter json, ReadOnlySpan<byte> data)
    {
        Span<byte> text = stackalloc byte[2 * Piece];
        json.WriteStringValueSegment("0x"u8, isFinalSegment: data.IsEmpty);
        for (; !data.IsEmpty; data = data[Math.Min(Piece, data.Length)..])
        {
            Convert.TryToHexStringLower(data[..Math.Min(Piece, data.Length)], text, out var written);
            json.WriteStringValueSegment(text[..written], isFinalSegment: data.Length <= Piece);
        }
    }

    static string Quantity(BigInteger number) => "0x" + (number.IsZero ? "0" : number.ToString("x", CultureInfo.InvariantCulture).TrimStart('0'));
}
