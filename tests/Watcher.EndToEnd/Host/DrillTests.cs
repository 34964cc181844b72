using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Watcher.EndToEnd.Host;

public sealed class DrillTests(DevnetFixture fixture) : HostTest(fixture)
{
    [Fact]
    public async Task A_crash_that_never_was_is_told_from_fired_to_resolved_marked_and_leaves_no_trace_beside_a_run()
    {
        await using var ops = await WebhookSink.Start();
        await using var phone = await WebhookSink.Start();
        Configure(watcher => Drilled(watcher, ops, phone));
        using var run = await Watcher("run", "--once");
        using var before = await Watcher("alerts", "list", "--json");

        using var drill = await Watcher("drill", "--json");

        Assert.Equal(0, drill.ExitCode);
        Assert.Equal(["fired", "worsened", "resolved"], ops.Reasons("near"));
        Assert.Equal(["escalated", "resolved"], phone.Reasons("near"));
        Assert.All(ops.Bodies.Concat(phone.Bodies), body => Assert.True((bool)body["drill"]!));
        Assert.Equal(("watcher.drill/1", "near", "borrower"), ((string?)drill.Json["schema"], (string?)drill.Json["rule"], (string?)drill.Json["label"]));
        Assert.Equal(5, drill.Json["messages"]!.AsArray().Count(message => (bool)message!["delivered"]! && (string)message["receipt"]! == "127.0.0.1: HTTP 200"));
        using var after = await Watcher("alerts", "list", "--json");
        Assert.Equal(before.Output, after.Output);
        Assert.Empty(after.Json["alerts"]!.AsArray());
    }

    [Fact]
    public async Task It_needs_no_database_and_the_move_it_names_is_the_one_that_breaches()
    {
        Configure(watcher => watcher["Rules"] = new JsonArray(Near()));
        using var drill = await Watcher("drill", "--wallet", "borrower", "--rule", "near");
        Assert.Equal(0, drill.ExitCode);
        Assert.Contains("DRILL CRITICAL fired", drill.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Folder, "watcher.db")));

        using var said = await Watcher("drill", "--json");
        var fall = BigDecimal.Parse((string)said.Json["shocks"]!["all"]!);
        using var enough = await Watcher("stress", "--shock", $"all={fall}", "--json");
        using var tooLittle = await Watcher("stress", "--shock", $"all={fall + new BigDecimal(1, 2)}", "--json");
        Assert.Equal((1, 0), (enough.ExitCode, tooLittle.ExitCode));
    }

    [Fact]
    public async Task What_a_channel_refuses_is_said_and_so_is_that_nothing_can_be_fired()
    {
        await using var ops = await WebhookSink.Start();
        await using var phone = await WebhookSink.Start();
        Configure(watcher => Drilled(watcher, ops, phone));
        ops.Status = StatusCodes.Status410Gone;
        using var refused = await Watcher("drill");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("not delivered", refused.Output, StringComparison.Ordinal);
        Assert.Contains("HTTP 410", refused.Output, StringComparison.Ordinal);

        using var tooMild = await Watcher("drill", "--shock", "ETH=-1%");
        Assert.Equal(2, tooMild.ExitCode);
        Assert.Contains("nothing was sent: the given move of the market fires no rule", tooMild.Output, StringComparison.Ordinal);
        using var unknown = await Watcher("drill", "--rule", "neer");
        Assert.Equal(64, unknown.ExitCode);
        Assert.Contains("--rule: there is no rule 'neer'; did you mean 'near'?", unknown.Error, StringComparison.Ordinal);
    }

    static JsonObject Near() => new()
    {
        ["Name"] = "near",
        ["When"] = "healthFactor < 1.25",
        ["Clear"] = "healthFactor > 1.35",
        ["Severity"] = "critical",
        ["Worsen"] = "5%",
        ["For"] = "10m",
    };

    static void Drilled(JsonObject watcher, WebhookSink ops, WebhookSink phone)
    {
        var near = Near();
        near["Channels"] = new JsonArray("ops");
        near["Escalate"] = new JsonObject { ["After"] = "30m", ["Channels"] = new JsonArray("phone") };
        watcher["Rules"] = new JsonArray(near);
        watcher["Channels"] = new JsonObject
        {
            ["ops"] = new JsonObject { ["Type"] = "webhook", ["Url"] = ops.Url.ToString() },
            ["phone"] = new JsonObject { ["Type"] = "webhook", ["Url"] = phone.Url.ToString() },
        };
    }
}
