using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Watcher.Devnet;
using Watcher.EndToEnd.Faults;
using Watcher.EndToEnd.Host;

namespace Watcher.EndToEnd.Siege;

/// <summary>The real program on the real chain, with a node in between that fails when told to, and a folder for its files.</summary>
[Collection(SiegeCollection.Name)]
public abstract class SiegeTest(DevnetFixture fixture) : DevnetTest(fixture)
{
    static readonly ConcurrentDictionary<(Uri Node, Hash32 Head), Ended> truths = [];
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watcher-siege-");

    /// <summary>The endpoint that fails.</summary>
    protected FaultProxy Bad { get; private set; } = null!;

    protected string Database => Path.Combine(folder.FullName, "watcher.db");

    protected static Address Wallet => DevnetWallet.Borrower.Address;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Bad = await FaultProxy.Start(Node.Url);
    }

    public override async Task DisposeAsync()
    {
        await Bad.DisposeAsync();
        folder.Delete(recursive: true);
        await base.DisposeAsync();
    }

    /// <summary>The chain's own configuration with these endpoints and no rules, changed as told, in a file; its path.</summary>
    protected string Configure(IEnumerable<Uri> endpoints, Action<JsonObject>? change = null)
    {
        var configuration = Node.Configuration();
        var watcher = configuration["Watcher"]!.AsObject();
        watcher["Chains"]!["devnet"]!["Rpc"] = new JsonArray([.. endpoints.Select(url => (JsonNode)url.ToString())]);
        watcher["Rules"] = new JsonArray();
        watcher["Store"] = new JsonObject { ["ConnectionString"] = $"Data Source={Database}" };
        watcher["Api"] = new JsonObject { ["Listen"] = "" };
        change?.Invoke(watcher);
        var file = Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.json");
        File.WriteAllText(file, configuration.ToJsonString());
        return file;
    }

    private protected Task<Ended> Check(string configuration, string timeout = "30s") =>
        Run("check", "--json", "--config", configuration, "--timeout", timeout);

    private protected async Task<Ended> Run(params string[] arguments)
    {
        using var watcher = await WatcherProcess.Run(folder.FullName, arguments);
        return new(watcher.ExitCode, watcher.Output, watcher.Error);
    }

    private protected WatcherProcess Start(string configuration) => WatcherProcess.Start(folder.FullName, null, "run", "--config", configuration);

    /// <summary>What a healthy node says now; asked once for each block.</summary>
    private protected async Task<Ended> Truth()
    {
        var head = (Node.Url, (await Node.Head()).Hash);
        return truths[head] = truths.GetValueOrDefault(head) ?? await Truth(_ => { });
    }

    /// <summary>What a healthy node says now to a configuration changed as told.</summary>
    private protected Task<Ended> Truth(Action<JsonObject> change) => Check(Configure([Node.Url], change));
}
