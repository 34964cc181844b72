using System.Net;
using System.Net.Sockets;
using Watcher.Host.Api.Dashboard;
using Watcher.Host.Api.Live;
using Watcher.Host.Api.Metrics;
using Watcher.Host.Api.Session;
using Watcher.Host.Api.WhatIf;
using Watcher.Host.Config;
using Watcher.Host.Cycle;

namespace Watcher.Host.Api;

/// <summary>Answers over HTTP, on loopback unless told otherwise: the API, and the page that shows it.</summary>
static class ApiServer
{
    /// <summary>The application, with the API on it where one is configured and its port is free.</summary>
    /// <param name="page">The page's files; null = those beside the program.</param>
    /// <exception cref="ConfigurationException">The configured port is in use.</exception>
    public static WebApplication Build(WebApplicationBuilder builder, Watch watch, DashboardFiles? page = null)
    {
        var api = watch.Config.Api;
        if (Address(api) is not { } listen)
        {
            builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.Server.IServer, NoServer>();
            return builder.Build();
        }
        builder.WebHost.UseKestrelCore().ConfigureKestrel(ServerLimits.Set).UseUrls(listen.ToString());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(services => new LiveFeed(services.GetService<TimeProvider>() ?? TimeProvider.System)).AddSingleton<Turns>().AddSingleton(_ => new SeriesTable(watch.Measurements.Meter));
        var app = builder.Build();
        app.Use(Reply.Guarded);
        app.Use(new HostAllowList([listen.Host, .. api.Hosts, .. api.PublicUrl is { } known ? [known.Host] : Array.Empty<string>()]).Check);
        app.UseRouting();
        page ??= DashboardFiles.BesideTheProgram;
        Map(app, watch, page);
        Console.Error.WriteLine($"{(page.Exist ? "page and API" : "API")} on {listen}");
        return app;
    }

    static void Map(WebApplication app, Watch watch, DashboardFiles page)
    {
        var time = TimeProvider.System;
        var gate = new Gate(watch.Config.Api, time);
        foreach (var route in ApiRoutes.All.Add(OpenApi.Route))
            if (route.Answer is { } answer) Map(app, route, new ApiEndpoint(route, answer, gate, watch, time).Run);
        MapBrowsers(app, watch, gate, time);
        app.MapGet("/metrics", Refusal.Told(new MetricsEndpoint(app.Services.GetRequiredService<SeriesTable>(), gate).Run));
        app.MapGet("/healthz", (HttpContext context) => Reply.Write(context, StatusCodes.Status200OK, new() { ["status"] = "ok" }));
        app.MapGet("/readyz", (HttpContext context) => Ready(context, gate, watch));
        new DashboardRoutes(page).Map(app, context => Linked(context, watch, time.GetUtcNow()));
        app.MapFallback((HttpContext context) => Reply.Write(context,
            new ApiProblem(StatusCodes.Status404NotFound, $"there is nothing here: {ApiRoutes.Root}/openapi.json lists what there is")));
    }

    /// <summary>What pages need besides documents.</summary>
    static void MapBrowsers(WebApplication app, Watch watch, Gate gate, TimeProvider time)
    {
        var (feed, session) = (app.Services.GetRequiredService<LiveFeed>(), new SessionEndpoint(watch.Config.Api, gate, time));
        new LiveChanges(feed).Follow(watch);
        Map(app, WhatIfEndpoint.Route, new WhatIfEndpoint(watch, new(watch.Config), app.Services.GetRequiredService<Turns>(), gate, time).Run);
        Map(app, EventStream.Route, new EventStream(feed, gate, app.Lifetime).Run);
        Map(app, SessionEndpoint.Opening, session.Open);
        Map(app, SessionEndpoint.Closing, session.Close);
    }

    static void Map(WebApplication app, ApiRoute route, RequestDelegate answer) =>
        app.MapMethods(ApiRoutes.Root + route.Path, [route.Method], Refusal.Told(answer));

    /// <summary>Who only looks whether it is well needs no token, and learns no more.</summary>
    static Task Ready(HttpContext context, Gate gate, Watch watch)
    {
        var (ready, json) = Readiness.Of(watch);
        return Reply.Write(context, ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            gate.IsTold(context.Request) ? json : new() { ["ready"] = ready });
    }

    /// <summary>Where the links in notifications lead in a build without the page.</summary>
    static Task Linked(HttpContext context, Watch watch, DateTimeOffset now)
    {
        try
        {
            var id = new ApiRequest(watch, context.Request.RouteValues["id"] as string ?? "", new Dictionary<string, string>(), now).Id("alert");
            context.Response.Redirect($"{ApiRoutes.Root}/alerts/{id}");
            return Task.CompletedTask;
        }
        catch (ApiProblem problem)
        {
            return Reply.Write(context, problem);
        }
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
