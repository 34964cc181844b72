using System.Net;
using System.Net.Sockets;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Reports;

namespace Watcher.Host.Api;

/// <summary>Answers over HTTP, on loopback unless told otherwise; reads only.</summary>
static class ApiServer
{
    /// <summary>The application, with the API on it where one is configured and its port is free.</summary>
    /// <exception cref="ConfigurationException">The configured port is in use.</exception>
    public static WebApplication Build(WebApplicationBuilder builder, Watch watch)
    {
        var api = watch.Config.Api;
        if (Address(api) is not { } listen)
        {
            builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.Server.IServer, NoServer>();
            return builder.Build();
        }
        builder.WebHost.UseKestrelCore().UseUrls(listen.ToString());
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Use(new HostAllowList([listen.Host, .. api.Hosts, .. api.PublicUrl is { } known ? [known.Host] : Array.Empty<string>()]).Check);
        app.UseRouting();
        Map(app, watch);
        Console.Error.WriteLine($"API on {listen}");
        return app;
    }

    static void Map(WebApplication app, Watch watch)
    {
        app.MapGet("/healthz", (HttpContext context) => Json(context, StatusCodes.Status200OK, new() { ["status"] = "ok" }));
        app.MapGet("/readyz", (HttpContext context) =>
        {
            var (ready, json) = Readiness.Of(watch, TimeProvider.System.GetUtcNow());
            return Json(context, ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, json);
        });
        app.MapGet("/api/v1/report", (HttpContext context) => Json(context, StatusCodes.Status200OK, ReportJson.Document(watch.Ledger.Latest)));
    }

    static Task Json(HttpContext context, int status, System.Text.Json.Nodes.JsonObject json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(json.ToJsonString());
    }

    static Uri? Address(ApiConfig api)
    {
        if (api.Listen is not { } listen || IsFree(listen)) return api.Listen;
        if (api.Configured) throw new ConfigurationException("Watcher:Api:Listen", $"{listen} is in use by another program: choose another port, or \"\" for no API");
        Console.Error.WriteLine($"{listen} is in use by another program: running without the API; set Watcher:Api:Listen to choose another port");
        return null;
    }

    static bool IsFree(Uri listen)
    {
        if (listen.Port == 0) return true;
        try
        {
            var address = IPAddress.TryParse(listen.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Loopback;
            using var probe = new TcpListener(address, listen.Port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
