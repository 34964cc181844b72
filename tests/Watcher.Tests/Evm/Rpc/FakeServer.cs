using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Watcher.Tests.Evm.Rpc;

/// <summary>A web server on loopback that answers what a test tells it to.</summary>
sealed class FakeServer : IAsyncDisposable
{
    readonly WebApplication app;

    FakeServer(WebApplication app) => this.app = app;

    /// <summary>The bodies that came, in order.</summary>
    public ConcurrentQueue<string> Bodies { get; } = new();

    public ConcurrentQueue<string> Authorizations { get; } = new();

    /// <summary>With a key in its path, a user and a query, as hosted services have them.</summary>
    public Uri Url { get; private set; } = new("http://none");

    public static async Task<FakeServer> Start(Func<string, HttpResponse, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FakeServer(builder.Build());
        server.app.Run(async context =>
        {
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            server.Bodies.Enqueue(body);
            server.Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
            await answer(body, context.Response);
        });
        await server.app.StartAsync();
        var address = server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Url = new(address.Replace("http://", "http://user:passw0rd@", StringComparison.Ordinal) + "/v2/s3cr3tk3y?token=t0k3nt0k3n");
        return server;
    }

    /// <summary>A server that answers one text to everything.</summary>
    public static Task<FakeServer> Start(string answer, int status = 200) => Start((_, response) => Write(response, answer, status));

    public static async Task Write(HttpResponse response, string text, int status = 200)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
