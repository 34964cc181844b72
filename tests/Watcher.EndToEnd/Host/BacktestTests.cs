using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Devnet;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Host.Cycle;

namespace Watcher.EndToEnd.Host;

public sealed class BacktestTests(DevnetFixture fixture) : HostTest(fixture)
{
    static readonly TimeSpan BlockTime = TimeSpan.FromSeconds(12), Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_recorded_crash_replays_as_the_live_run_went_and_as_an_archive_node_tells_it()
    {
        Node.BlockTime = BlockTime;
        Configure(watcher =>
        {
            watcher["Rules"] = new JsonArray(Near());
            watcher["Store"] = new JsonObject { ["ConnectionString"] = $"Data Source={Path.Combine(Folder, "watcher.db")}" };
        });
        var first = (await Node.Head()).Number;
        var liquidated = await LiveThroughACrash();
        var last = (await Node.Head()).Number;
        var live = await Transitions();

        var recorded = await Backtest("--rule", "near");

        var alert = Assert.Single(recorded["alerts"]!.AsArray())!;
        Assert.Equal(["fired", "worsened", "worsened", "resolved"], live.Where(step => (string)step["to"]! is not "pending").Select(step => (string)step["reason"]!));
        JsonNode[] steps = [alert["fired"]!, .. alert["between"]!.AsArray().Select(step => step!), alert["resolved"]!];
        Assert.Equal(live.Where(step => (string)step["to"]! is not "pending").Select(Place), steps.Select(Place));
        Assert.Equal((4, 4), ((int)alert["notifications"]!, (int)recorded["messages"]!["console"]!));
        var happened = Assert.Single(recorded["events"]!.AsArray())!;
        Assert.Equal(liquidated.Number, (ulong)happened["block"]!["number"]!);
        Assert.True((bool)happened["warned"]!);
        Assert.Equal(2 * (long)BlockTime.TotalSeconds, (long)happened["leadSeconds"]!); // it fired two blocks before
        Assert.Equal(0, (int)recorded["unknown"]!);
        Assert.Empty(recorded["chains"]![0]!["gaps"]!.AsArray());

        File.WriteAllText(Path.Combine(Folder, "rule.json"), Near().ToJsonString());
        var archive = await Backtest("--rule", "rule.json", "--from", $"{first}", "--to", $"{last}", "--every", "1");
        Assert.Equal("archive", (string?)archive["source"]);
        foreach (var part in (string[])["asked", "alerts", "events", "messages"])
            Assert.Equal(recorded[part]!.ToJsonString(), archive[part]!.ToJsonString());
    }

    [Fact]
    public async Task It_says_when_a_liquidation_came_without_a_warning_and_what_it_cannot_use()
    {
        Configure(watcher => watcher["Store"] = new JsonObject { ["ConnectionString"] = $"Data Source={Path.Combine(Folder, "watcher.db")}" });
        await LiveThroughACrash();
        File.WriteAllText(Path.Combine(Folder, "late.json"), """{ "Name": "late", "When": "healthFactor < 0.2" }""");
        using var late = await Watcher("backtest", "--rule", "late.json");
        Assert.Equal(0, late.ExitCode);
        Assert.Contains("it was not firing before", late.Output, StringComparison.Ordinal);
        Assert.Contains("Fired 0 times", late.Output, StringComparison.Ordinal);
        using var happened = await Watcher("backtest", "--rule", "liquidated", "--json");
        Assert.Equal("event", (string?)Assert.Single(happened.Json["alerts"]!.AsArray())!["fired"]!["reason"]);

        File.WriteAllText(Path.Combine(Folder, "bad.json"), """{ "Name": "bad", "When": "healthfacto < 1" }""");
        await Refused("bad.json:When", "--rule", "bad.json");
        await Refused("--rule: 'liquidatd' is neither a configured rule nor a file; did you mean 'liquidated'?", "--rule", "liquidatd");
        await Refused("--to: goes with --from", "--rule", "liquidated", "--to", "7");
        await Refused("--every: '0' is neither a duration (1h) nor a number of blocks above 0", "--rule", "liquidated", "--from", "1", "--every", "0");
        await Refused("'soon' is neither a block number nor a time", "--rule", "liquidated", "--from", "soon");
    }

    static JsonObject Near() => new()
    {
        ["Name"] = "near",
        ["When"] = "healthFactor < 1.4",
        ["Clear"] = "healthFactor > 1.5",
        ["For"] = "20s",
        ["KeepFiring"] = "20s",
        ["Worsen"] = "5%",
        ["Severity"] = "critical",
    };

    /// <summary>Every block is read, as the service would; the one that is reorganised away too. The block of the liquidation.</summary>
    async Task<BlockRef> LiveThroughACrash()
    {
        var config = await ConfigLoader.Load([Path.Combine(Folder, "appsettings.json")], [], _ => { }, ChannelContexts.Silent, Limit, CancellationToken.None);
        using var store = StoreAccess.ToRun(config);
        using var watch = new Watch(config, store, TimeProvider.System, NullLoggerFactory.Instance);
        async Task Then(Task happens)
        {
            await happens;
            await watch.RunOnce(CancellationToken.None);
        }

        await Then(Task.CompletedTask);
        await Then(Node.SetPrice("WETH", 2_400m));
        await Then(Node.Mine());
        await Then(Node.SetPrice("WETH", 2_395m)); // fires: it has held for 24 s
        await Then(Node.SetPrice("WETH", 1_700m)); // worsens
        await Then(Node.AaveV3.Liquidate(DevnetWallet.Borrower.Address, "WETH", "USDC", Node.Tokens.Usdc.Units(1_000)));
        var liquidated = await Node.Head();
        await Then(Node.SetPrice("WETH", 1_300m)); // worsens again
        await Then(Node.SetPrice("WETH", 3_500m));
        await Then(Node.Mine());
        await Then(Node.Mine()); // resolves: it has been clear for 24 s
        await Then(Node.SetPrice("WETH", 1_500m)); // holds, in a block that is no more
        await Then(Node.Reorg(1));
        return liquidated;
    }

    async Task<List<JsonNode>> Transitions()
    {
        using var listed = await Watcher("alerts", "list", "--json");
        var near = listed.Json["alerts"]!.AsArray().Where(alert => (string?)alert!["rule"] == "near").ToList();
        var resolved = Assert.Single(near, alert => (string?)alert!["state"] == "resolved")!;
        using var shown = await Watcher("alerts", "show", (string)resolved["id"]!, "--json");
        return [.. shown.Json["transitions"]!.AsArray().Select(step => step!)];
    }

    static string Place(JsonNode step) => $"{step["reason"]} {step["block"]!["number"]} {step["block"]!["hash"]}";

    async Task<JsonNode> Backtest(params string[] arguments)
    {
        using var backtest = await Watcher(["backtest", .. arguments, "--json"]);
        Assert.Equal((0, ""), (backtest.ExitCode, backtest.Error));
        return backtest.Json;
    }

    async Task Refused(string says, params string[] arguments)
    {
        using var refused = await Watcher(["backtest", .. arguments]);
        Assert.Equal(64, refused.ExitCode);
        Assert.Contains(says, refused.Error, StringComparison.Ordinal);
    }
}
