using System.Text;
using System.Text.Json.Nodes;

namespace Watcher.Host.Api.Live;

/// <summary>
/// <c>/events</c>: what changes, as it changes, as server-sent events. A browser that comes back with the id it heard last is told whether it
/// may have missed something. It ends when the watcher stops, and with the session of whoever listens.
/// </summary>
sealed class EventStream(LiveFeed feed, Gate gate, IHostApplicationLifetime life)
{
    public const string ContentType = "text/event-stream";

    public static ApiRoute Route { get; } = new("GET", "/events", "What changes, as it changes: server-sent events", "")
    {
        Media = ContentType,
    };

    /// <summary>Milliseconds after which a browser tries again.</summary>
    const int Retry = 2000;

    public async Task Run(HttpContext context)
    {
        gate.Check(context, Route.Writes);
        await Given.Read(context, Route);
        using var listener = feed.Listen() ?? throw Crowded(context);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping, listener.Behind);
        await using var hangUp = listener.Behind.Register(context.Abort);
        context.Response.ContentType = ContentType;
        // A proxy must not collect what is to arrive at once.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await Write(context.Response.Body, Greeting(context.Request.Headers["Last-Event-ID"].ToString()), end.Token);
            await foreach (var written in listener.Waiting.ReadAllAsync(end.Token))
            {
                if (!gate.IsTold(context.Request)) return;
                await Write(context.Response.Body, written, end.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException)
        {
            // He left, fell behind, or the watcher stops: nothing is left to be said to him.
        }
    }

    byte[] Greeting(string heard)
    {
        var missed = heard.Length > 0 && heard != feed.Id;
        return [.. Encoding.UTF8.GetBytes($"retry: {Retry}\n"), .. LiveEvent.Write("ready", new JsonObject { ["missed"] = missed }, feed.Id)];
    }

    static async Task Write(Stream body, byte[] written, CancellationToken end)
    {
        await body.WriteAsync(written, end);
        await body.FlushAsync(end);
    }

    static ApiProblem Crowded(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "30";
        return new(StatusCodes.Status503ServiceUnavailable, $"{LiveFeed.MostListeners} listen already: close a page, or ask for the documents now and then");
    }
}
