using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Watcher.Devnet;

namespace Watcher.Benchmarks;

/// <summary>
/// From a mined block to the delivered webhook, through the real program, polling each second or told of new heads: a price falls and a loan
/// breaches its rule, it rises and the breach is over, again and again, at moments that have nothing to do with the program's beat.
/// </summary>
static class LatencyBenchmark
{
    const int Blocks = 30;

    public static async Task<ImmutableArray<Figure>> Run()
    {
        await using var node = await DevnetNode.Start();
        return
        [
            .. await Run(node, "with Every 1 s", 700, _ => { }),
            .. await Run(node, "by its head, with Every 1 h", null, chain =>
            {
                chain["Every"] = "1h";
                chain["Heads"] = new JsonArray(new UriBuilder(node.Url) { Scheme = "ws" }.ToString());
            }),
        ];
    }

    static async Task<ImmutableArray<Figure>> Run(DevnetNode node, string how, double? aim, Action<JsonNode> change)
    {
        await using var hook = await Hook.Start();
        await using var watcher = new WatcherProcess(Settings(node, hook, change));
        await watcher.Until(() => watcher.Cycles > 0);
        var random = new Random(1);
        var took = new List<double>();
        for (var i = 0; i < Blocks; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 1200)), TimeProvider.System, CancellationToken.None);
            await node.MovePrice("ETH", i % 2 == 0 ? 0.8m : 1.25m);
            var mined = Stopwatch.GetTimestamp();
            took.Add(Stopwatch.GetElapsedTime(mined, await hook.Next()).TotalMilliseconds);
        }
        return
        [
            new($"from a mined block to the delivered webhook {how}, median of {Blocks}", Cost.Median(took), "ms", aim),
            new("... the slowest", took.Max(), "ms"),
        ];
    }

    /// <summary>One loan, near 1.6 as the chain starts, and one rule that a fall by a fifth breaches.</summary>
    static JsonObject Settings(DevnetNode node, Hook hook, Action<JsonNode> change)
    {
        var settings = DevnetCycle.Settings(node, [DevnetWallet.Borrower.Address]);
        settings["Rules"] = new JsonArray(new JsonObject { ["Name"] = "near liquidation", ["When"] = "healthFactor < 1.4" });
        settings["Channels"] = new JsonObject { ["hook"] = new JsonObject { ["Type"] = "webhook", ["Url"] = hook.Url } };
        change(settings["Chains"]!["devnet"]!);
        return settings;
    }
}
