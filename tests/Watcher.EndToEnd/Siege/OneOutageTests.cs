using System.Text.Json.Nodes;
using Watcher.Devnet;
using Watcher.EndToEnd.Faults;

namespace Watcher.EndToEnd.Siege;

/// <summary>Ten wallets under several rules: whatever an outage blinds, and whoever is killed in the middle of it, it is told once and ends once.</summary>
public sealed class OneOutageTests(DevnetFixture fixture) : RunTest(fixture)
{
    [Fact]
    public async Task A_node_that_dies_is_told_once_and_over_a_kill_too()
    {
        await Hook.Up();
        var configuration = ConfigureRun(Rules(), TenWallets);
        using (var watcher = Start(configuration))
        {
            await ReadToHead(watcher);
            Bad.Always(Fail.Drop);
            await Told("unknown");
            await SomeMoreCycles();
            watcher.Kill();
            await watcher.End();
        }
        using var again = Start(configuration);
        await SomeMoreCycles();

        Bad.Heal();
        await Node.Mine();
        await Told("recovered");
        await ReadToHead(again);
        CheckTold(unknown =>
        {
            Assert.Equal(("unreadable", "devnet", "critical"), (unknown.Rule, unknown["chain"], unknown["severity"]));
            Assert.Null(unknown["wallet"]);
            Assert.Contains("chain devnet cannot be read: unreachable", unknown["summary"], StringComparison.Ordinal);
            Assert.Contains(" for 10 wallets", unknown["summary"], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task One_deployment_that_cannot_be_read_is_told_once_and_by_its_name()
    {
        await Hook.Up();
        using var watcher = Start(ConfigureRun(Rules(), TenWallets));
        await ReadToHead(watcher);
        Bad.On("eth_getLogs", Fail.RpcError(-32603, "internal error"));
        await Node.Mine();
        await Told("unknown");
        await SomeMoreCycles();

        Bad.Heal();
        await Node.Mine();
        await Told("recovered");
        await ReadToHead(watcher);
        CheckTold(unknown => Assert.Contains("devnet/aave-v3/main cannot be read: ", unknown["summary"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_chains_only_the_dead_one_is_told()
    {
        await Hook.Up();
        using var watcher = Start(ConfigureRun(Rules(), settings =>
        {
            TenWallets(settings);
            var other = settings["Chains"]!["devnet"]!.DeepClone();
            other["Rpc"] = new JsonArray(Node.Url.ToString());
            settings["Chains"]!["other"] = other;
            foreach (var wallet in settings["Wallets"]!.AsArray()) wallet!["Chains"] = new JsonArray("devnet", "other");
        }));
        await ReadToHead(watcher);
        Bad.Always(Fail.ServerError);
        await Told("unknown");
        await SomeMoreCycles();

        Bad.Heal();
        await Node.Mine();
        await Told("recovered");
        await ReadToHead(watcher);
        CheckTold(unknown => Assert.Equal("devnet", unknown["chain"]));
    }

    static JsonArray Rules() =>
    [
        Rule("near", "healthFactor < 1.1", "critical"), Rule("nearer", "healthFactor < 1.05", "warning"),
        Rule("far", "inRange < 1 or liquidationDistance < 1%", "info"), Rule("worth", "netUsd < -1", "warning"),
    ];

    static JsonObject Rule(string name, string when, string severity) =>
        new() { ["Name"] = name, ["When"] = when, ["Severity"] = severity, ["UnknownAfter"] = "2s" };

    static void TenWallets(JsonObject settings)
    {
        var wallets = settings["Wallets"]!.AsArray();
        for (var i = wallets.Count; i < 10; i++) wallets.Add(new JsonObject { ["Address"] = DevnetAccount.Named($"reader {i}").ToString() });
    }

    /// <summary>One beginning and one end, of one outage.</summary>
    void CheckTold(Action<Received> check)
    {
        var told = Hook.Accepted.Where(call => call.Reason is "unknown" or "recovered").DistinctBy(call => call.Key).ToList();
        Assert.Equal(["unknown", "recovered"], told.Select(call => call.Reason));
        Assert.Single(told.Select(call => call.Alert).Distinct());
        check(told[0]);
    }

    /// <summary>Time for what would be wrong to happen.</summary>
    async Task SomeMoreCycles()
    {
        for (var i = 0; i < 3; i++)
        {
            var seen = Bad.Seen.Count;
            await Eventually.True(() => Bad.Seen.Count > seen, "the watcher goes on asking");
        }
    }
}
