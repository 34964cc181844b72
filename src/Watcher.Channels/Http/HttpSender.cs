using System.Collections.Immutable;
using System.Net.Http.Headers;

namespace Watcher.Channels.Http;

/// <summary>
/// One place for what all channels on HTTP have in common: the time limit, no redirects, short answers, and words for what went wrong. What
/// an answer means is each channel's to say.
/// </summary>
/// <param name="secrets">What no receipt may repeat, whoever says it.</param>
sealed class HttpSender(TimeProvider time, TimeSpan timeout, params IEnumerable<string> secrets) : IDisposable
{
    const int LongestAnswer = 16 * 1024;
    readonly ImmutableArray<string> secrets = [.. secrets];

    // Redirects stay off: an alert goes where its owner said, or nowhere.
    readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseDrainSize = 0,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>A POST of JSON.</summary>
    public static HttpRequestMessage Json(Uri url, ReadOnlyMemory<byte> body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("watcher", null));
        return request;
    }

    /// <summary>Sends once; what cannot be sent is to be tried later. Throws nothing but cancellation.</summary>
    public async ValueTask<Delivery> Send(HttpRequestMessage request, Func<HttpAnswer, Delivery> judge, CancellationToken cancellation)
    {
        var host = request.RequestUri!.Host;
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await Read(response, either.Token);
            return judge(new(host, response.StatusCode, body, RetryAfter(response.Headers.RetryAfter), secrets));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Delivery.RetryLater($"{host}: no answer in {timeout.TotalSeconds:0.###} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new Delivery.RetryLater($"{host}: {Reason(error)}");
        }
    }

    /// <summary>Reads a short body whole, so that the connection can serve again; of a long or broken one what came. The status has decided.</summary>
    static async Task<ReadOnlyMemory<byte>> Read(HttpResponseMessage response, CancellationToken cancellation)
    {
        var buffer = new byte[LongestAnswer];
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            return buffer.AsMemory(0, await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation));
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            return default;
        }
    }

    TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);

    static string Reason(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "host name not found",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "connection refused or unreachable",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS failed",
        _ => "connection broken",
    };

    public void Dispose() => http.Dispose();
}
