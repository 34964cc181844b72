using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Watcher.Evm.Rpc;

/// <summary>What a server replied: a body, or the failure of getting one. A status of failure can come with a body.</summary>
readonly record struct HttpReply(int Status, ReadOnlyMemory<byte>? Body, Failure? Failure, TimeSpan? RetryAfter)
{
    /// <summary>The failure is of our access, whatever the body says.</summary>
    public bool IsAboutUs => Failure?.Reason is FailureReason.RateLimited or FailureReason.Forbidden or FailureReason.TooLarge;
}

/// <summary>Posts JSON and reads the reply up to a limit. Nothing it says contains the URL.</summary>
sealed class HttpExchange : IDisposable
{
    const int SmallestBuffer = 4096;
    static readonly MediaTypeHeaderValue JsonType = new("application/json");

    readonly HttpClient client;
    readonly Uri url;
    readonly int limit;

    public HttpExchange(Uri url, int limit)
    {
        (this.url, this.limit) = (new UriBuilder(url) { UserName = "", Password = "" }.Uri, limit);
        client = new(Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = url.UserInfo.Length > 0 ? Basic(url.UserInfo) : null;
        client.DefaultRequestHeaders.UserAgent.Add(new("watcher", null));
    }

    public void Dispose() => client.Dispose();

    public async Task<HttpReply> Post(ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
            request.Content.Headers.ContentType = JsonType;
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var text = await ReadBody(response, cancellation);
            var failure = text is null ? new(FailureReason.TooLarge, $"the answer exceeds {limit} bytes") : FailureOf(response.StatusCode);
            return new((int)response.StatusCode, text, failure, RetryAfter(response));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            return new(0, null, FailureOf(e), null);
        }
    }

    static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    static AuthenticationHeaderValue Basic(string userInfo) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(userInfo))));

    async Task<ReadOnlyMemory<byte>?> ReadBody(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new ArrayBufferWriter<byte>((int)Math.Clamp(response.Content.Headers.ContentLength ?? 0, SmallestBuffer, Math.Max(limit, SmallestBuffer)));
        while (buffer.WrittenCount <= limit)
        {
            var read = await stream.ReadAsync(buffer.GetMemory(SmallestBuffer), cancellation);
            if (read == 0) return buffer.WrittenMemory;
            buffer.Advance(read);
        }
        return null;
    }

    static TimeSpan? RetryAfter(HttpResponseMessage response) =>
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

    static Failure FailureOf(Exception e) => e switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Unreachable("its name is not known"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Unreachable("TLS failed"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => Unreachable("no connection"),
        InvalidDataException => new(FailureReason.BadAnswer, "the answer's compression is broken"),
        _ => Unreachable("the connection broke"),
    };

    static Failure Unreachable(string why) => new(FailureReason.Unreachable, why);
}
