using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Watcher.Alerts;

namespace Watcher.Channels.Webhook;

/// <summary>POSTs each notification as <c>watcher.notification/1</c> JSON, one a call, with an idempotency key and, given a secret, a signature.</summary>
public sealed class WebhookChannel : IChannel, IDisposable
{
    public const string Type = "webhook";
    const int LongestAnswer = 16 * 1024;
    readonly WebhookOptions options;
    readonly TimeProvider time;
    readonly HttpClient http;

    public WebhookChannel(string name, WebhookOptions options, TimeProvider time)
    {
        Name = name;
        this.options = options;
        this.time = time;
        // Redirects stay off: a signed alert goes where its owner said, or nowhere.
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseDrainSize = 0,
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
    }

    public static ChannelKind Kind { get; } =
        new(Type, (name, settings, context) => new WebhookChannel(name, WebhookOptions.From(settings), context.Time));

    public string Name { get; }

    public byte[] Render(Notification notification) => NotificationJson.Write(notification);

    public async ValueTask<Delivery> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var request = Request(message);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await Discard(response, either.Token);
            return Judge(response);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Delivery.RetryLater($"{options.Url.Host}: no answer in {options.Timeout.TotalSeconds:0.###} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new Delivery.RetryLater($"{options.Url.Host}: {Reason(error)}");
        }
    }

    HttpRequestMessage Request(OutgoingMessage message)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ReadOnlyMemoryContent(message.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("watcher", null));
        request.Headers.Add("Idempotency-Key", message.IdempotencyKey);
        request.Headers.Add("X-Watcher-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (options.Secret is { } secret) request.Headers.Add("X-Watcher-Signature", WebhookSignature.Of(secret, timestamp, message.Body.Span));
        return request;
    }

    /// <summary>Reads a short body out so that the connection can serve again; a long or broken one changes nothing, the status has decided.</summary>
    static async Task Discard(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var buffer = new byte[LongestAnswer];
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            response.Dispose();
        }
    }

    Delivery Judge(HttpResponseMessage response)
    {
        var receipt = $"{options.Url.Host}: HTTP {(int)response.StatusCode}";
        return response switch
        {
            { IsSuccessStatusCode: true } => new Delivery.Delivered(receipt),
            { StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError }
                => new Delivery.RetryLater(receipt, RetryAfter(response.Headers.RetryAfter)),
            { StatusCode: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest }
                => new Delivery.Rejected($"{receipt}: redirects are not followed; set Url to where it leads"),
            _ => new Delivery.Rejected(receipt),
        };
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
