using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Watcher.Devnet;
using Watcher.EndToEnd.Faults;
using Watcher.EndToEnd.Host;
using Watcher.EndToEnd.Siege;
using Watcher.Rules;

namespace Watcher.EndToEnd.Dashboard;

/// <summary>One chain, one watcher on it with its page, and one browser, for all tests of the page.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    /// <summary>A label that would be an attack if it ever became markup.</summary>
    public const string HostileLabel = "<img src=x onerror=\"window.hacked=1\">";

    public const string Token = "0123456789abcdef-page";

    public const string Portfolio = "dao";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watcher-page-");
    readonly HttpClient http = new();
    WatcherProcess? watcher;
    IPlaywright? playwright;

    public DevnetNode Node { get; private set; } = null!;

    /// <summary>Between the watcher and the chain.</summary>
    public FaultProxy Proxy { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>What a browser holds in the token's place.</summary>
    public Cookie Session { get; private set; } = null!;

    public Uri Url { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>Recent enough for the page's charts, and so long ago that they have nothing to show of the last days.</summary>
    static readonly TimeSpan Past = TimeSpan.FromDays(60);

    public async Task InitializeAsync()
    {
        Node = await DevnetNode.Start(TimeProvider.System.GetUtcNow() - Past);
        Proxy = await FaultProxy.Start(Node.Url);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), Configuration().ToJsonString());
        watcher = WatcherProcess.Start(folder.FullName, null, "run");
        playwright = await Chromium.Driver();
        Browser = await Chromium.Start(playwright);
        await ReadToHead();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        Session = await Begin();
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
        watcher?.Dispose();
        http.Dispose();
        await Proxy.DisposeAsync();
        await Node.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>What the API answers.</summary>
    public async Task<JsonNode> Api(string path) => JsonNode.Parse(await http.GetStringAsync(new Uri(Url, $"/api/v1{path}")))!;

    async Task<Cookie> Begin()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, "/api/v1/session")) { Headers = { { "X-Watcher", "1" } } };
        using var answer = await http.SendAsync(request);
        var pair = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=');
        return new() { Name = pair[0], Value = pair[1], Url = Url.ToString() };
    }

    /// <summary>Sets the price of ETH and of staked ETH, and waits until the watcher has read it.</summary>
    public async Task Eth(decimal usd)
    {
        await Node.SetEth(usd);
        await ReadToHead();
    }

    public async Task ReadToHead()
    {
        var head = (await Node.Head()).Number;
        var read = new Regex($"cycle chain=devnet block={head} .* complete=True ");
        await Eventually.True(() => watcher!.HasExited || read.IsMatch(watcher.Error), $"block {head} is read");
        Assert.False(watcher!.HasExited, watcher.Error);
    }

    JsonObject Configuration()
    {
        var configuration = Node.Configuration();
        var section = configuration["Watcher"]!.AsObject();
        section["Chains"]!["devnet"]!["Rpc"] = new JsonArray(Proxy.Url.ToString());
        section["Store"] = new JsonObject { ["ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "watcher.db")}" };
        section["Api"] = new JsonObject { ["Listen"] = Url.ToString(), ["Token"] = Token };
        Wallet(section, DevnetWallet.Odd)["Label"] = HostileLabel;
        Wallet(section, DevnetWallet.Provider)["Targets"] = new JsonObject { ["ETH"] = 0.5, ["USDC"] = 0.3, ["DAI"] = 0.2 };
        section["Portfolios"] = new JsonArray(new JsonObject
        {
            ["Label"] = Portfolio,
            ["Wallets"] = new JsonArray(DevnetWallet.Borrower.Name, DevnetWallet.Provider.Name),
            ["Targets"] = new JsonObject { ["group:eth"] = 0.6, ["group:usd"] = 0.4 },
        });
        section["Rules"] = new JsonArray([.. Rules()]);
        return configuration;
    }

    /// <summary>Those that everybody has, and one of its own for whoever has targets.</summary>
    static IEnumerable<JsonObject> Rules()
    {
        foreach (var rule in DefaultRules.All)
        {
            var json = new JsonObject { ["Name"] = rule.Name, ["Severity"] = rule.Severity.ToString().ToLowerInvariant() };
            if (rule.Trigger is ConditionTrigger condition) (json["When"], json["Clear"]) = ($"{condition.When}", $"{condition.Clear}");
            else json["When"] = $"{rule.Trigger}";
            yield return json;
        }
        yield return new JsonObject { ["Name"] = "off-target", ["Severity"] = "info", ["When"] = "maxDrift > 0.1%" };
    }

    static JsonNode Wallet(JsonObject section, DevnetWallet wallet) => section["Wallets"]!.AsArray().Single(one => (string?)one!["Label"] == wallet.Name)!;
}

[CollectionDefinition(Name)]
public sealed class DashboardCollection : ICollectionFixture<DashboardFixture>
{
    public const string Name = "dashboard";
}
