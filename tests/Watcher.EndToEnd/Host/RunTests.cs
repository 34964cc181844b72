using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Watcher.Devnet;

namespace Watcher.EndToEnd.Host;

public sealed class RunTests(DevnetFixture fixture) : HostTest(fixture)
{
    [Fact]
    public async Task Once_reads_records_and_delivers_and_ends_as_check_does()
    {
        await Node.SetPrice("WETH", 1_950m);
        using var run = await Watcher("run", "--once");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("CRITICAL fired", run.Output, StringComparison.Ordinal);

        using var alerts = await Watcher("alerts", "list", "--json");
        var alert = alerts.Json["alerts"]!.AsArray().Single(a => (string?)a!["rule"] == "liquidation-critical")!;
        Assert.Equal("firing", (string?)alert["state"]);
        using var shown = await Watcher("alerts", "show", (string)alert["id"]!, "--json");
        Assert.Equal((string?)alert["position"], (string?)shown.Json["evidence"]!["id"]);
        Assert.Equal("fired", (string?)Assert.Single(shown.Json["transitions"]!.AsArray())!["reason"]);
        Assert.Equal("delivered", (string?)Assert.Single(shown.Json["deliveries"]!.AsArray())!["state"]);
    }

    [Fact]
    public async Task Json_is_alone_on_stdout()
    {
        await Node.SetPrice("WETH", 1_950m);
        using var run = await Watcher("run", "--once", "--json");
        Assert.Equal("watcher.report/1", (string?)run.Json["schema"]);
        Assert.Contains("CRITICAL fired", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_has_what_each_run_saw_oldest_first()
    {
        using var first = await Watcher("run", "--once");
        await Node.SetPrice("WETH", 2_900m);
        using var second = await Watcher("run", "--once");
        var expected = new BigDecimal((await Node.AaveV3.Account(DevnetWallet.Borrower.Address)).HealthFactor, 18).ToString();

        using var history = await Watcher("history", "--metric", "healthFactor", "--json");
        var series = Assert.Single(history.Json["series"]!.AsArray())!;
        Assert.Equal(["position", "wallet", "chain", "metric", "unit", "samples"], series.AsObject().Select(p => p.Key));
        Assert.Equal(2, series["samples"]!.AsArray().Count);
        Assert.Equal(expected, (string?)series["samples"]![1]!["value"]);

        using var csv = await Watcher("history", "--metric", "healthFactor", "--csv");
        Assert.Equal(3, csv.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_removed_rule_ends_its_alerts()
    {
        await Node.SetPrice("WETH", 1_950m);
        using var before = await Watcher("run", "--once");
        Configure(watcher => watcher["Rules"] = new JsonArray());
        using var after = await Watcher("run", "--once");
        using var alerts = await Watcher("alerts", "--json");
        Assert.All(alerts.Json["alerts"]!.AsArray(), alert => Assert.Equal("resolved", (string?)alert!["state"]));
        Assert.Contains("was removed", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_alerts_by_webhook_answers_on_its_api_refuses_a_second_one_and_ends_when_asked()
    {
        await using var hook = await WebhookSink.Start();
        var api = new Uri($"http://127.0.0.1:{Ports.Free()}");
        Configure(watcher =>
        {
            watcher["Channels"] = new JsonObject { ["ops"] = new JsonObject { ["Type"] = "webhook", ["Url"] = hook.Url.ToString() } };
            watcher["Schedule"] = new JsonObject { ["DeadManUrl"] = hook.Ping.ToString() };
            watcher["Api"] = new JsonObject { ["Listen"] = api.ToString() };
        });
        using var run = WatcherProcess.Start(Folder, null, "run");
        using var http = new HttpClient { BaseAddress = api };
        await Eventually.True(() => hook.Pings > 0, "a dead-man ping");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/readyz")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz")).StatusCode);
        Assert.Equal("ok", (string?)JsonNode.Parse(await http.GetStringAsync("/api/v1/report"))!["reports"]![0]!["status"]);
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/api/v1/report") { Headers = { Host = "evil.example" } };
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await http.SendAsync(rebound)).StatusCode);

        await Node.SetPrice("WETH", 1_950m);
        await Eventually.True(() => hook.Reasons("liquidation-critical").Contains("fired"), "a webhook for the crash");
        await Node.SetPrice("WETH", 3_000m);
        await Eventually.True(() => hook.Reasons("liquidation-critical").SequenceEqual(["fired", "resolved"]), "a webhook for the recovery");

        using var second = await Watcher("run", "--once");
        Assert.Equal(64, second.ExitCode);
        run.Terminate();
        await run.End();
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_channel_that_refuses_messages_is_told_through_the_other_and_so_is_its_healing()
    {
        await using var ops = await WebhookSink.Start();
        await using var phone = await WebhookSink.Start();
        Configure(watcher => watcher["Channels"] = new JsonObject
        {
            ["ops"] = new JsonObject { ["Type"] = "webhook", ["Url"] = ops.Url.ToString() },
            ["phone"] = new JsonObject { ["Type"] = "webhook", ["Url"] = phone.Url.ToString() },
        });
        ops.Status = StatusCodes.Status410Gone;
        await Node.SetPrice("WETH", 1_950m);
        using var crash = await Watcher("run", "--once");
        Assert.Equal(["fired"], phone.Reasons("channel-failing"));
        Assert.Contains("channel=ops fired: ", crash.Error, StringComparison.Ordinal);
        using var listed = await Watcher("alerts", "list", "--json");
        var alert = listed.Json["alerts"]!.AsArray().Single(a => (string?)a!["rule"] == "channel-failing")!;
        Assert.Equal(("ops", "firing"), ((string?)alert["channel"], (string?)alert["state"]));
        using var shown = await Watcher("alerts", "show", (string)alert["id"]!);
        Assert.Contains("channel/ops", shown.Output, StringComparison.Ordinal);

        ops.Status = StatusCodes.Status200OK;
        await Node.SetPrice("WETH", 3_000m);
        using var calm = await Watcher("run", "--once");
        Assert.Equal(["fired", "resolved"], phone.Reasons("channel-failing"));
        Assert.Empty(ops.Reasons("channel-failing"));
    }
}
