using System.Net;

namespace Watcher.Evm.Rpc;

/// <summary>What a server replied: a body, or the failure of getting one. A status of failure can come with a body.</summary>
readonly record struct HttpReply(int Status, PooledText? Text, Failure? Failure, TimeSpan? RetryAfter) : IDisposable
{
    const int SmallestBuffer = 4096;

    public ReadOnlyMemory<byte>? Body => Text?.Written;

    /// <summary>The failure is of our access, whatever the body says.</summary>
    public bool IsAboutUs => Failure?.Reason is FailureReason.RateLimited or FailureReason.Forbidden or FailureReason.TooLarge;

    /// <summary>The node would answer the requests singly.</summary>
    public bool RefusesBatches => !IsAboutUs && Body is { } body
        && (Status is >= 400 and < 500 || RpcBody.ReadRefusal(body) is not null)
        && RpcBody.ReadRefusal(body)?.ToFailure(text => text).Reason != FailureReason.RateLimited;

    /// <summary>Why there are no answers in it.</summary>
    public Failure Refusal(Func<string, string> redact) => Failure
        ?? RpcBody.ReadRefusal(Body ?? default)?.ToFailure(redact)
        ?? new(FailureReason.BadAnswer, "the answer is not JSON-RPC");

    /// <summary>Reads the reply up to a limit, which holds after decompression.</summary>
    public static async Task<HttpReply> Read(HttpResponseMessage response, int limit, CancellationToken cancellation)
    {
        var body = await ReadBody(response, limit, cancellation);
        var failure = body is null ? new(FailureReason.TooLarge, $"the answer exceeds {limit} bytes") : FailureOf(response.StatusCode);
        return new((int)response.StatusCode, body, failure, RetryAfterOf(response));
    }

    /// <summary>No reply came; null for an exception that says nothing about the connection.</summary>
    public static HttpReply? Of(Exception e) => FailureOf(e) is { } failure ? new(0, null, failure, null) : null;

    public void Dispose() => Text?.Dispose();

    static async Task<PooledText?> ReadBody(HttpResponseMessage response, int limit, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > limit) return null;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var text = new PooledText((int)(response.Content.Headers.ContentLength ?? 0) + SmallestBuffer);
        while (text.Length <= limit)
        {
            var read = await stream.ReadAsync(text.GetMemory(SmallestBuffer), cancellation);
            if (read == 0) return text;
            text.Advance(read);
        }
        text.Dispose();
        return null;
    }

    static TimeSpan? RetryAfterOf(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } wait ? wait.Delta ?? wait.Date - response.Headers.Date : null;

    static Failure? FailureOf(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        429 => new(FailureReason.RateLimited, "HTTP 429, too many requests"),
        401 or 403 or 407 => new(FailureReason.Forbidden, $"HTTP {(int)status}, the endpoint wants a key or forbids this"),
        413 => new(FailureReason.TooLarge, "HTTP 413, the request is too large"),
        >= 300 and < 400 => new(FailureReason.BadAnswer, $"HTTP {(int)status}, a redirect, which is not followed"),
        408 or 504 => new(FailureReason.Timeout, $"HTTP {(int)status}, no answer in time behind the endpoint"),
        >= 500 => new(FailureReason.NodeError, $"HTTP {(int)status}"),
        _ => new(FailureReason.BadAnswer, $"HTTP {(int)status}"),
    };

    static Failure? FailureOf(Exception e) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Unreachable("its name is not known"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Unreachable("TLS failed"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => Unreachable("no connection"),
        InvalidDataException => new(FailureReason.BadAnswer, "the answer's compression is broken"),
        HttpRequestException or IOException => Unreachable("the connection broke"),
        _ => null,
    };

    static Failure Unreachable(string why) => new(FailureReason.Unreachable, why);
}
