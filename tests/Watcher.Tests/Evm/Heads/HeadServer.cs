using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Watcher.Tests.Evm.Heads;

/// <summary>A node's WebSocket on loopback: takes every subscription unless told otherwise, and tells of the heads that a test gives it.</summary>
sealed class HeadServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<WebSocket> open = new();

    HeadServer(WebApplication app) => this.app = app;

    /// <summary>Connections that were ever opened.</summary>
    public int Connections { get; private set; }

    public string? Authorization { get; private set; }

    /// <summary>Does something else than to listen.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>What it says to a subscription.</summary>
    public string Answer { get; set; } = """{"jsonrpc":"2.0","id":1,"result":"0xcd0c3e8af590364c09d0fa6a1210faf5"}""";

    /// <summary>With a key in its path and a user, as hosted services have them.</summary>
    public Uri Url => new(app.Urls.Single().Replace("http://", "ws://user:passw0rd@", StringComparison.Ordinal) + "/v3/s3cr3tk3y");

    public static async Task<HeadServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new HeadServer(builder.Build());
        server.app.UseWebSockets();
        server.app.Run(server.Take);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>As geth and anvil notify of a block; its hash is made of the number.</summary>
    public Task Mine(int number) => Send($$$$"""{"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":"0xcd","result":{"number":"0x{{{{number:x}}}}","hash":"{{{{Hash(number)}}}}"}}}""");

    public static Hash32 Hash(int number) => new(Keccak256.Hash(BitConverter.GetBytes(number)));

    public async Task Send(string message)
    {
        foreach (var socket in open.Where(socket => socket.State == WebSocketState.Open))
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, default);
    }

    /// <summary>As a node does that is restarted.</summary>
    public void Break()
    {
        while (open.TryDequeue(out var socket)) socket.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        Break();
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    async Task Take(HttpContext http)
    {
        Authorization = http.Request.Headers.Authorization;
        Connections++;
        if (Instead is not null)
        {
            await Instead(http);
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var request = new byte[1024];
        await socket.ReceiveAsync(request, http.RequestAborted);
        // Before the answer: with that the other side listens, and whoever tells it of a head must find it here.
        open.Enqueue(socket);
        await socket.SendAsync(Encoding.UTF8.GetBytes(Answer), WebSocketMessageType.Text, true, http.RequestAborted);
        await socket.ReceiveAsync(request, http.RequestAborted);
    }
}
