using System.Text.Json.Nodes;
using Watcher.EndToEnd.Faults;

namespace Watcher.EndToEnd.Siege;

/// <summary>Nodes that fail while <c>run</c> is at work: nothing resolves, what is not known is said to be, and the page comes once.</summary>
public sealed class OutageTests(DevnetFixture fixture) : RunTest(fixture)
{
    static readonly string Loan = $"devnet/aave-v3/main/{Wallet}";
    readonly int port = Ports.Free();

    public static TheoryData<string> Outages => ["500", "dropped", "garbage", "null results", "empty results of calls", "lost logs"];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task An_outage_after_a_breach_resolves_nothing_and_is_told_once(string outage)
    {
        await Hook.Up();
        var configuration = ConfigureRun([Paging(Near("1.5", "1.55", "borrower"))], WithApi);
        using var watcher = Start(configuration);
        await Node.MovePrice("ETH", 0.9m);
        var fired = await Told("fired");
        var good = await Node.Head();

        Break(outage);
        await Node.Mine();

        var unknown = await Told("unknown");
        Assert.Equal(("near", Loan), (unknown.Rule, unknown["position"]));
        Assert.NotEqual(fired.Alert, unknown.Alert);
        await SomeMoreCycles();
        CheckReport(await Report(), good);
        var alerts = await Alerts(configuration);
        Assert.Equal(["near", "unreadable"], alerts.Select(alert => (string?)alert["rule"]).Order());
        Assert.All(alerts, alert => Assert.Equal("firing", (string?)alert["state"]));
        Assert.All(alerts, alert => Assert.NotNull(alert["unknownSince"]));

        Bad.Heal();
        await Node.Mine();
        await Told("recovered");
        await ReadToHead(watcher);
        Assert.Equal(["fired", "unknown", "recovered"], Hook.Calls.DistinctBy(call => call.Key).Select(call => call.Reason));
    }

    [Fact]
    public async Task A_liquidation_that_no_log_could_tell_of_is_told_when_logs_are_back()
    {
        await Hook.Up();
        using var watcher = Start(ConfigureRun([Liquidated]));
        await ReadToHead(watcher);
        Bad.On("eth_getLogs", Fail.ServerError);
        await Node.MovePrice("ETH", 0.6m);
        await Node.AaveV3.Liquidate(Wallet, "WETH", "USDC", Node.Tokens.Usdc.Units(5_000));
        await ReadToHead(watcher);
        await Node.Mine();
        await SomeMoreCycles();
        Assert.Empty(Hook.Calls);

        Bad.Heal();

        Assert.Contains("repaid 5000 USDC of debt", (await Told("event"))["summary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_down_at_the_start_is_waited_for()
    {
        await Hook.Up();
        Bad.Always(Fail.Drop);
        using var watcher = Start(ConfigureRun([Paging(Near("1.7", "1.8", "borrower"))]));
        Assert.Equal(Loan, (await Told("unknown"))["position"]);

        Bad.Heal();

        await Told("fired");
        await Told("recovered");
        Assert.Equal(["fired", "recovered", "unknown"], Hook.Calls.DistinctBy(call => call.Key).Select(call => call.Reason).Order());
    }

    static JsonObject Paging(JsonObject rule)
    {
        rule["UnknownAfter"] = "1s";
        return rule;
    }

    void WithApi(JsonObject watcher) => watcher["Api"]!["Listen"] = $"http://127.0.0.1:{port}";

    void Break(string outage)
    {
        switch (outage)
        {
            case "500": Bad.Always(Fail.ServerError); break;
            case "dropped": Bad.Always(Fail.Drop); break;
            case "garbage": Bad.Always(Fail.Garbage); break;
            case "null results": Bad.Always(Fail.NullResults); break;
            case "empty results of calls": Bad.On("eth_call", Fail.EmptyResults); break;
            default: Bad.On("eth_getLogs", Fail.RpcError(-32603, "internal error")); break;
        }
    }

    /// <summary>Time for what would be wrong to happen: three more attempts to read the chain.</summary>
    async Task SomeMoreCycles()
    {
        for (var i = 0; i < 3; i++)
        {
            var seen = Bad.Seen.Count;
            await Eventually.True(() => Bad.Seen.Count > seen, "the watcher goes on asking");
        }
    }

    async Task<JsonObject> Report()
    {
        using var client = new HttpClient();
        var report = JsonNode.Parse(await client.GetStringAsync($"http://127.0.0.1:{port}/api/v1/report"))!;
        return report["reports"]!.AsArray().Single(one => (string?)one!["wallet"] == Wallet.ToString())!.AsObject();
    }

    static void CheckReport(JsonObject report, BlockRef good)
    {
        Assert.Equal("unknown", (string?)report["status"]);
        Assert.Null(report["totals"]);
        Assert.NotEmpty(report["unknown"]!.AsArray());
        var loan = Assert.Single(report["positions"]!.AsArray(), position => (string?)position!["id"] == Loan)!;
        Assert.Equal("unknown", (string?)loan["status"]);
        Assert.Equal(good.Hash.ToString(), (string?)loan["lastGood"]!["hash"] ?? (string?)loan["lastGood"]!["block"]?["hash"]);
        Assert.Null(loan["healthFactor"]);
    }
}
