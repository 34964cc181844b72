using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Watcher.EndToEnd.Host;

/// <summary>Takes webhooks and pings on loopback, and remembers them in the order they came.</summary>
sealed class WebhookSink : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<(string Key, JsonNode Body)> taken = new();
    int pings;

    WebhookSink(WebApplication app) => this.app = app;

    public Uri Url => new($"{app.Urls.First()}/hook");
    public Uri Ping => new($"{app.Urls.First()}/ping");
    public int Pings => pings;
    /// <summary>The answer to every webhook.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    public IReadOnlyList<JsonNode> Bodies => [.. taken.Select(t => t.Body)];
    public IReadOnlyList<string> Rules => [.. Once.Select(t => (string)t.Body["rule"]!)];

    public IEnumerable<string> Reasons(string rule) => Once.Where(t => (string?)t.Body["rule"] == rule).Select(t => (string)t.Body["reason"]!);

    /// <summary>Without what came again under its own key, as it may.</summary>
    IEnumerable<(string Key, JsonNode Body)> Once => taken.DistinctBy(t => t.Key);

    /// <param name="port">0 = any that is free.</param>
    public static async Task<WebhookSink> Start(int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var sink = new WebhookSink(builder.Build());
        sink.app.Run(sink.Take);
        await sink.app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task Take(HttpContext context)
    {
        if (context.Request.Path == "/ping")
        {
            Interlocked.Increment(ref pings);
            return;
        }
        var body = await JsonNode.ParseAsync(context.Request.Body);
        taken.Enqueue((context.Request.Headers["Idempotency-Key"].ToString(), body!));
        context.Response.StatusCode = Status;
    }
}
