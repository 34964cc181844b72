using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Host.Api;
using Watcher.Host.Api.Dashboard;
using Watcher.Host.Api.Live;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Positions;
using Watcher.Prices;
using Watcher.Store;
using Watcher.Tests.Store;

namespace Watcher.Tests.Host.Api;

/// <summary>The API on a port of its own, over a database of its own; no chain is read.</summary>
sealed class RunningApi : IAsyncDisposable
{
    public const string Token = "0123456789abcdef-right";

    static readonly string NoPage = Path.Combine(AppContext.BaseDirectory, "no such folder");

    readonly TempDatabase files = new();
    readonly Watch watch;
    readonly WebApplication app;

    RunningApi(string api, string token, string? page)
    {
        var config = ConfigReader.Read(ChainLayers.Of(Settings(api, token), ShippedChains.BesideTheProgram, []), ChannelContexts.Silent);
        Store = files.OpenToRun();
        watch = new(config, Store, TimeProvider.System, NullLoggerFactory.Instance);
        var builder = WebApplication.CreateEmptyBuilder(new());
        // Nothing is told because time passes.
        builder.Services.AddSingleton<TimeProvider>(new FakeTime());
        app = ApiServer.Build(builder, watch, new DashboardFiles(page ?? NoPage));
    }

    public WatcherStore Store { get; }

    public HttpClient Http { get; private set; } = new();

    public Uri Address => Http.BaseAddress!;

    public Ledger Ledger => watch.Ledger;

    public Assessor Assessor => new(watch.Config);

    public LiveFeed Feed => app.Services.GetRequiredService<LiveFeed>();

    /// <param name="token">Empty: none is configured.</param>
    /// <param name="api">More of the section.</param>
    /// <param name="page">A folder with the page's files; null = it was not built.</param>
    public static async Task<RunningApi> Start(string token = "", string api = "", string? page = null)
    {
        var running = new RunningApi(api, token, page);
        await running.app.StartAsync();
        running.Http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(running.app.Urls.Single()) };
        return running;
    }

    /// <summary>A GET, or a write with the header that writes need.</summary>
    public async Task<HttpResponseMessage> Send(string method, string path, string? body = null, string? token = null, bool header = true, string? host = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (header && method != "GET") request.Headers.Add(Gate.Header, "1");
        if (host is not null) request.Headers.Host = host;
        return await Http.SendAsync(request);
    }

    public async Task<JsonNode> Json(string path)
    {
        using var response = await Send("GET", path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>A cycle of the chain, whose node nobody runs.</summary>
    public Task Cycle() => watch.Run("devnet", default);

    /// <summary>What such a cycle comes to, at once.</summary>
    public void ReadNothing()
    {
        var (config, now) = (watch.Config, TimeProvider.System.GetUtcNow());
        var unreached = new BlockSnapshot.Unreached(config.Chains[0], config.Wallets, new(FailureReason.Timeout, "no answer"));
        Ledger.Commit(Assessor.Assess(unreached, Watcher.Reports.Memory.None, now), [], [], null);
    }

    /// <summary>A cycle of the chain that reads these at a block, without any price feed.</summary>
    public void Read(BlockRef block, params Reading[] readings)
    {
        var config = watch.Config;
        var prices = new MarketPrices(block, ImmutableDictionary<AssetKey, PriceAnswer>.Empty, ImmutableDictionary<AssetKey, Failure>.Empty);
        var read = new BlockSnapshot.Read(config.Chains[0], config.Wallets, block, [.. readings], prices, new(0, 0, 0, 0, 0, 0, 0, 0, TimeSpan.Zero));
        Ledger.Commit(Assessor.Assess(read, Watcher.Reports.Memory.None, TimeProvider.System.GetUtcNow()), [], [], null);
    }

    /// <summary>As a signal to the process does.</summary>
    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        watch.Dispose();
        Store.Dispose();
        files.Dispose();
    }

    static JsonObject Settings(string api, string token) => (JsonObject)JsonNode.Parse($$"""
        {
          "Chains": { "devnet": { "ChainId": 31337, "Rpc": ["http://127.0.0.1:1/path-secret?query-secret"] } },
          "Wallets": [ { "Address": "{{Some.Wallet}}", "Label": "treasury" } ],
          "Portfolios": [ { "Label": "dao", "Wallets": ["treasury"] } ],
          "Channels": { "ops": { "Type": "webhook", "Url": "http://127.0.0.1:1/hook-secret", "Secret": "webhook-secret" } },
          "Schedule": { "DeadManUrl": "http://127.0.0.1:1/ping-secret" },
          "Api": { "Listen": "http://127.0.0.1:0", {{(token.Length == 0 ? "" : $"\"Token\": \"{token}\",")}} {{api}} "Hosts": ["watcher.example"] }
        }
        """)!;
}
