using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Watcher.Host.Demo;

/// <summary>A notification as it arrived.</summary>
/// <param name="Signed">Its signature is that of its bytes, by the shared secret.</param>
sealed record ReceivedNotification(string Reason, string Severity, string Summary, string IdempotencyKey, bool Signed);

/// <summary>What a user would write: takes webhooks on loopback and checks their signatures.</summary>
sealed class WebhookReceiver : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<ReceivedNotification> received = new();

    WebhookReceiver(WebApplication app) => this.app = app;

    public string Secret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public Uri Url => new(new Uri(app.Urls.First()), "/hook");

    public ImmutableArray<ReceivedNotification> Received => [.. received];

    public static async Task<WebhookReceiver> Start(CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var receiver = new WebhookReceiver(builder.Build());
        receiver.app.UseRouting();
        receiver.app.MapPost("/hook", receiver.Take);
        await receiver.app.StartAsync(cancellation);
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers;
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{headers["X-Watcher-Timestamp"]}.{body}"));
        var json = JsonNode.Parse(body)!;
        received.Enqueue(new((string)json["reason"]!, (string)json["severity"]!, (string)json["summary"]!, headers["Idempotency-Key"].ToString(),
            headers["X-Watcher-Signature"] == $"sha256={Convert.ToHexStringLower(mac)}"));
    }
}
