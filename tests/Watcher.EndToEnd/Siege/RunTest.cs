using System.Text.Json.Nodes;
using Watcher.EndToEnd.Host;

namespace Watcher.EndToEnd.Siege;

/// <summary><c>run</c> with a cycle a second and a webhook.</summary>
public abstract class RunTest(DevnetFixture fixture) : SiegeTest(fixture)
{
    private protected const string Secret = "siege";

    private protected Receiver Hook { get; } = new();

    public override async Task DisposeAsync()
    {
        await Hook.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>A configuration with one endpoint, that which fails when told to, these rules, and the webhook.</summary>
    protected string ConfigureRun(JsonArray rules, Action<JsonObject>? change = null) => Configure([Bad.Url], watcher =>
    {
        watcher["Rules"] = rules;
        watcher["Channels"] = new JsonObject { ["ops"] = new JsonObject { ["Type"] = "webhook", ["Url"] = Hook.Url.ToString(), ["Secret"] = Secret } };
        change?.Invoke(watcher);
    });

    /// <summary>A rule on the health factor.</summary>
    protected static JsonObject Near(string below, string clear, string? wallet = null)
    {
        var rule = new JsonObject { ["Name"] = "near", ["When"] = $"healthFactor < {below}", ["Clear"] = $"healthFactor > {clear}", ["Severity"] = "critical" };
        if (wallet is not null) rule["Wallets"] = new JsonArray(wallet);
        return rule;
    }

    protected static JsonObject Liquidated => new() { ["Name"] = "liquidated", ["When"] = "liquidated", ["Severity"] = "critical" };

    /// <summary>Waits for the first notification that the webhook took and that fits.</summary>
    private protected async Task<Received> Told(string reason, Func<Received, bool>? which = null)
    {
        bool Fits(Received call) => call.Reason == reason && which?.Invoke(call) != false;
        await Eventually.True(() => Hook.Accepted.Any(Fits), $"{reason} is told");
        return Hook.Accepted.First(Fits);
    }

    /// <summary>Waits until a cycle has read the newest block.</summary>
    private protected async Task ReadToHead(WatcherProcess watcher)
    {
        var head = (await Node.Head()).Number;
        var line = $"cycle chain=devnet block={head} ";
        await Eventually.True(() => watcher.HasExited || watcher.Error.Contains(line, StringComparison.Ordinal), $"block {head} is read");
        Assert.Contains(line, watcher.Error, StringComparison.Ordinal);
    }

    /// <summary>SIGTERM; how it ended.</summary>
    private protected static async Task<int> Stop(WatcherProcess watcher)
    {
        watcher.Terminate();
        await watcher.End();
        return watcher.ExitCode;
    }

    private protected async Task<JsonObject> Json(string configuration, params IEnumerable<string> arguments)
    {
        var ended = await Run([.. arguments, "--json", "--config", configuration]);
        Assert.Equal(0, ended.ExitCode);
        return ended.Json;
    }

    private protected async Task<List<JsonObject>> Alerts(string configuration) =>
        [.. (await Json(configuration, "alerts", "list"))["alerts"]!.AsArray().Select(alert => alert!.AsObject())];
}
