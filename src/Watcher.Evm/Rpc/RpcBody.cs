using System.Collections.Immutable;
using System.Text.Json;

namespace Watcher.Evm.Rpc;

/// <summary>The text of one round trip: writes requests, and reads the answer to each by its id.</summary>
static class RpcBody
{
    /// <summary>Bytes besides the hex data of calls, and what the writer wants free at their end.</summary>
    const int Slack = 4096;

    /// <summary>One request as an object, several as an array; ids count from <paramref name="firstId"/>. Also how many bytes each took.</summary>
    public static (PooledText Body, int[] Sizes) Write(ReadOnlySpan<RpcRequest> requests, long firstId)
    {
        var body = new PooledText(RpcJson.DataLength(requests) + Slack);
        var sizes = new int[requests.Length];
        using var json = new Utf8JsonWriter(body, new JsonWriterOptions { SkipValidation = true });
        if (requests.Length > 1) json.WriteStartArray();
        for (var i = 0; i < requests.Length; i++)
        {
            var before = json.BytesCommitted + json.BytesPending;
            RpcJson.Write(json, requests[i], firstId + i);
            sizes[i] = (int)(json.BytesCommitted + json.BytesPending - before);
        }
        if (requests.Length > 1) json.WriteEndArray();
        json.Flush();
        return (body, sizes);
    }

    /// <summary>
    /// The answers in the order of the ids, each accounted for, without the body. An answer that breaks the protocol is a failure at its place.
    /// </summary>
    /// <returns>Null when the body is not JSON-RPC, or is one error for the batch as a whole.</returns>
    public static ImmutableArray<RpcAnswer>? Read(ReadOnlyMemory<byte> body, long firstId, int count, Func<RpcError, Failure> sort)
    {
        var answers = new AnswerSheet(firstId, count);
        try
        {
            var json = new Utf8JsonReader(body.Span);
            json.Read();
            var batch = json.TokenType == JsonTokenType.StartArray;
            if (batch) json.Read();
            else if (count > 1) return null;
            while (json.TokenType == JsonTokenType.StartObject)
            {
                var (id, answer) = ReadOne(ref json, body, sort);
                answers.Add(id, answer);
                if (!json.Read()) break;
            }
            if (batch != (json.TokenType == JsonTokenType.EndArray) || json.Read()) return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
        return answers.Answers;
    }

    /// <summary>The one error that a node answers to a batch as a whole.</summary>
    public static RpcError? ReadRefusal(ReadOnlyMemory<byte> body)
    {
        try
        {
            var json = JsonElement.Parse(body.Span);
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("error"u8, out var error) ? RpcError.Parse(error) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static (long? Id, RpcAnswer Answer) ReadOne(ref Utf8JsonReader json, ReadOnlyMemory<byte> body, Func<RpcError, Failure> sort)
    {
        long? id = null;
        RpcError? error = null;
        ReadOnlyMemory<byte>? result = null;
        var start = (int)json.TokenStartIndex;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8)) id = json.Read() && json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number) ? number : null;
            else if (json.ValueTextEquals("result"u8)) result = ReadRaw(ref json, body);
            else if (json.ValueTextEquals("error"u8)) error = ReadError(ref json);
            else json.Skip();
        }
        var received = (int)json.BytesConsumed - start;
        return (id, Answer(result, error, sort) with { Received = received });
    }

    /// <summary>An error goes before a result; an answer without either breaks the protocol.</summary>
    public static RpcAnswer Answer(ReadOnlyMemory<byte>? result, RpcError? error, Func<RpcError, Failure> sort)
    {
        if (error is not null) return new() { Failure = sort(error), ErrorCode = error.Code };
        return result is { } value ? RpcAnswer.Copy(value.Span) : RpcAnswer.Failed(FailureReason.BadAnswer, "an answer has neither result nor error");
    }

    static ReadOnlyMemory<byte> ReadRaw(ref Utf8JsonReader json, ReadOnlyMemory<byte> body)
    {
        json.Read();
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return body[start..(int)json.BytesConsumed];
    }

    static RpcError? ReadError(ref Utf8JsonReader json)
    {
        json.Read();
        var error = JsonElement.ParseValue(ref json);
        return error.ValueKind == JsonValueKind.Null ? null : RpcError.Parse(error);
    }
}
