using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Watcher.EndToEnd.Siege;

/// <summary>A call of the webhook as it came over the wire, and how it was answered.</summary>
sealed record Received(string Key, string Timestamp, string? Signature, byte[] Body, int Answer)
{
    public JsonObject Json { get; } = JsonNode.Parse(Body)!.AsObject();

    public string Reason => this["reason"]!;
    public string? Rule => this["rule"];
    public bool IsAccepted => Answer == StatusCodes.Status200OK;

    /// <summary>The alert that it belongs to: a notification's id is the alert's and an ordinal.</summary>
    public string Alert => this["id"]![..this["id"]!.LastIndexOf('-')];

    public int Ordinal => int.Parse(this["id"].AsSpan(Alert.Length + 1), System.Globalization.CultureInfo.InvariantCulture);

    public string? this[string field] => (string?)Json[field];
}

/// <summary>Where notifications go: refuses connections while it is down, else answers with a status of our choice.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly int port = Ports.Free();
    readonly ConcurrentQueue<Received> calls = new();
    WebApplication? app;

    public Uri Url => new($"http://127.0.0.1:{port}/hook");

    public int Status { get; set; } = StatusCodes.Status200OK;

    /// <summary>Every call, in order.</summary>
    public IReadOnlyCollection<Received> Calls => calls;

    /// <summary>Those that it took, in order.</summary>
    public IEnumerable<Received> Accepted => calls.Where(call => call.IsAccepted);

    public async Task Up()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        app = builder.Build();
        app.Run(Take);
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is null) return;
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        app = null;
    }

    async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers;
        http.Response.StatusCode = Status;
        calls.Enqueue(new(headers["Idempotency-Key"].Single()!, headers["X-Watcher-Timestamp"].Single()!, headers["X-Watcher-Signature"], body.ToArray(), Status));
    }
}
