using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Watcher.Benchmarks;

/// <summary>A webhook's receiver that notes when calls come in.</summary>
sealed class Hook : IAsyncDisposable
{
    readonly WebApplication app;
    readonly SemaphoreSlim arrived = new(0);
    long at;

    Hook(WebApplication app) => this.app = app;

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<Hook> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var hook = new Hook(builder.Build());
        hook.app.Run(_ =>
        {
            Interlocked.Exchange(ref hook.at, Stopwatch.GetTimestamp());
            hook.arrived.Release();
            return Task.CompletedTask;
        });
        await hook.app.StartAsync();
        return hook;
    }

    /// <summary>When the next call came in, by <see cref="Stopwatch"/>.</summary>
    public async Task<long> Next()
    {
        if (!await arrived.WaitAsync(TimeSpan.FromSeconds(30))) throw new InvalidOperationException("no notification came");
        return Interlocked.Read(ref at);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
