using System.Text.Json.Nodes;
using Watcher.Channels;
using Watcher.Devnet;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Host.Jobs;

namespace Watcher.Host.Demo;

/// <summary>
/// Tells the watcher's main job as a story: the real program on a real node with real contracts, from the first reading over a crash and a
/// liquidation to the recovery and the recorded history. Everything it makes lies in a folder of its own.
/// </summary>
static class DemoVerb
{
    /// <summary>The chain's last month, which its interest needs, ends now.</summary>
    static readonly TimeSpan Past = TimeSpan.FromDays(30) + TimeSpan.FromMinutes(5);
    static readonly TimeSpan BlockTime = TimeSpan.FromSeconds(12), StartLimit = TimeSpan.FromSeconds(30);

    public static async Task<int> Run(bool serve, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("watcher-demo-");
        try
        {
            Narrator.Says("Starting a local node and deploying the real contracts on it");
            await using var node = await Start(cancellation);
            await using var receiver = await WebhookReceiver.Start(cancellation);
            var file = Path.Combine(folder.FullName, "appsettings.json");
            await File.WriteAllTextAsync(file, Configuration(node, receiver, folder.FullName).ToString(), cancellation);
            Narrator.Remarks($"The node listens on {node.Url}; this is the watcher's configuration: {file}");
            return await Tell(node, receiver, file, serve, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<DevnetNode> Start(CancellationToken cancellation)
    {
        try
        {
            return await DevnetNode.Start(TimeProvider.System.GetUtcNow() - Past, cancellation);
        }
        catch (DevnetException trouble)
        {
            throw new UsageException(trouble.Message);
        }
    }

    static async Task<int> Tell(DevnetNode node, WebhookReceiver receiver, string file, bool serve, CancellationToken cancellation)
    {
        var config = await ConfigLoader.Load([file], [], _ => { }, new(TimeProvider.System, Console.Out), StartLimit, cancellation);
        using var logs = LoggerFactory.Create(logging => { Service.Logging(logging); logging.SetMinimumLevel(LogLevel.Warning); });
        using var store = StoreAccess.ToRun(config);
        using var watch = new Watch(config, store, TimeProvider.System, logs);

        Narrator.Says("The watcher reads the wallets at one block, and tells what it finds");
        Narrator.Shows(await watch.RunOnce(cancellation));
        foreach (var act in new BadDay(node).Acts)
        {
            Narrator.Says(act.Title);
            await act.Happen();
            Narrator.Shows(await watch.RunOnce(cancellation));
        }
        Narrator.Says("What came by webhook");
        Narrator.Shows(receiver.Received);
        await Look(file, cancellation);
        return serve ? await Serve(node, watch, cancellation) : ExitCode.Ok;
    }

    /// <summary>Asks the database, with the verbs that everybody has.</summary>
    static async Task Look(string file, CancellationToken cancellation)
    {
        Narrator.Says("The history: watcher history --wallet borrower --metric healthFactor");
        await HistoryVerb.Run(new([file], BadDay.Victim.Name, null, "healthFactor", TimeSpan.FromDays(7), null, false, false, false), cancellation);
        Narrator.Says("The alerts: watcher alerts");
        await AlertsVerb.List([file], false, cancellation);
    }

    static async Task<int> Serve(DevnetNode node, Watch watch, CancellationToken cancellation)
    {
        Narrator.Says("Serving until Ctrl-C: the chain mines a block every 12 s, and the watcher reads it");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var mining = Mine(node, over.Token);
        try
        {
            return await Service.Serve(watch, cancellation);
        }
        finally
        {
            await over.CancelAsync();
            await mining;
        }
    }

    static async Task Mine(DevnetNode node, CancellationToken cancellation)
    {
        using var beat = new PeriodicTimer(BlockTime);
        try
        {
            while (await beat.WaitForNextTickAsync(cancellation)) await node.Mine();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
    }

    static JsonObject Configuration(DevnetNode node, WebhookReceiver receiver, string folder)
    {
        var configuration = node.Configuration();
        var watcher = configuration["Watcher"]!.AsObject();
        watcher["Wallets"] = new JsonArray([.. BadDay.Cast.Select(wallet => new JsonObject { ["Label"] = wallet.Name, ["Address"] = wallet.Address.ToString() })]);
        watcher["Portfolios"] = new JsonArray(new JsonObject
        {
            ["Label"] = "everything",
            ["Wallets"] = new JsonArray([.. BadDay.Cast.Select(wallet => (JsonNode)wallet.Name)]),
            ["Targets"] = new JsonObject { ["group:eth"] = 0.6, ["group:usd"] = 0.4 },
        });
        watcher["Channels"] = new JsonObject
        {
            ["screen"] = new JsonObject { ["Type"] = "console" },
            ["hook"] = new JsonObject { ["Type"] = "webhook", ["Url"] = receiver.Url.ToString(), ["Secret"] = receiver.Secret },
        };
        watcher["Store"] = new JsonObject { ["ConnectionString"] = $"Data Source={Path.Combine(folder, "watcher.db")}" };
        return configuration;
    }
}
