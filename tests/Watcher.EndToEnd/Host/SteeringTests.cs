using System.Text.Json.Nodes;

namespace Watcher.EndToEnd.Host;

/// <summary>What people say beside a running service, in processes of their own, and what its receivers then hear.</summary>
public sealed class SteeringTests(DevnetFixture fixture) : HostTest(fixture)
{
    [Fact]
    public async Task An_acknowledged_alert_does_not_escalate_while_another_does_and_its_end_is_told()
    {
        await using var ops = await WebhookSink.Start();
        await using var phone = await WebhookSink.Start();
        // Both rules fire in the same cycle, so both escalations fall due in the same: only the acknowledgement tells them apart.
        Configure(watcher => Steered(watcher, "1s", ops, phone, Rule("taken", escalateAfter: "1m"), Rule("left", escalateAfter: "1m")));
        await Node.SetPrice("WETH", 1_950m);
        using var run = WatcherProcess.Start(Folder, null, "run");
        await Eventually.True(() => ops.Rules.Order(StringComparer.Ordinal).SequenceEqual(["left", "taken"]), "both alerts");

        using var acknowledged = await Watcher("alerts", "ack", await IdOf("taken"));
        Assert.Equal(0, acknowledged.ExitCode);
        Assert.True(await Field("taken", "acknowledged"));
        Assert.False(await Field("left", "acknowledged"));

        await Eventually.True(() => phone.Reasons("left").Contains("escalated"), "the escalation of what nobody acknowledged");
        Assert.Empty(phone.Reasons("taken"));
        await Node.SetPrice("WETH", 3_000m);
        await Eventually.True(() => ops.Reasons("taken").SequenceEqual(["fired", "resolved"]), "the end of what was acknowledged");
        run.Terminate();
        await run.End();
    }

    [Fact]
    public async Task A_silence_ended_beside_the_service_is_told_at_once_though_the_chain_is_read_hourly()
    {
        await using var ops = await WebhookSink.Start();
        Configure(watcher => Steered(watcher, "1h", ops, ops, Rule("hushed"), Rule("loud")));
        using var first = await Watcher("run", "--once");
        using var silence = await Watcher("alerts", "silence", "--rule", "hushed", "--for", "1h", "--note", "moving the loan", "--json");
        var id = (long)Assert.Single(silence.Json["silences"]!.AsArray())!["id"]!;

        await Node.SetPrice("WETH", 1_950m);
        using var run = WatcherProcess.Start(Folder, null, "run");
        await Eventually.True(() => ops.Rules.Contains("loud"), "the alert that nobody silenced");
        Assert.True(await Field("hushed", "silenced"));
        Assert.False(await Field("loud", "silenced"));
        Assert.DoesNotContain("hushed", ops.Rules);

        using var ended = await Watcher("alerts", "silence", "end", $"{id}");
        Assert.Equal(0, ended.ExitCode);
        await Eventually.True(() => ops.Rules.Contains("hushed"), "what the silence held back");
        Assert.False(await Field("hushed", "silenced"));
        run.Terminate();
        await run.End();
        Assert.Equal(["fired"], ops.Reasons("hushed"));
    }

    [Fact]
    public async Task What_people_say_is_heard_by_the_next_run_where_none_is_alive()
    {
        await using var ops = await WebhookSink.Start();
        Configure(watcher => Steered(watcher, "1s", ops, ops, Rule("near")));
        await Node.SetPrice("WETH", 1_950m);
        using var first = await Watcher("run", "--once");
        using var silence = await Watcher("alerts", "silence", await IdOf("near"), "--for", "1h");
        using var acknowledged = await Watcher("alerts", "ack", await IdOf("near"), "--json");
        Assert.True((bool)Assert.Single(acknowledged.Json["alerts"]!.AsArray())!["silenced"]!);
        await Node.SetPrice("WETH", 1_900m); // worse by more than 1 %
        using var second = await Watcher("run", "--once");
        Assert.Equal(["fired"], ops.Reasons("near"));
        using var ended = await Watcher("alerts", "silence", "end", "1");
        using var third = await Watcher("run", "--once");
        Assert.Equal(["fired", "worsened"], ops.Reasons("near"));
        Assert.True(await Field("near", "acknowledged"));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_with_a_suggestion()
    {
        using var run = await Watcher("run", "--once");
        await Refused("--wallet: there is no wallet or portfolio 'borower'; did you mean 'borrower'?", "--wallet", "borower", "--for", "2h");
        await Refused("--rule: there is no rule 'chanel-failing'; did you mean 'channel-failing'?", "--rule", "chanel-failing", "--for", "2h");
        await Refused("--protocol: there is no protocol 'aave-v2'; did you mean 'aave-v3'?", "--protocol", "aave-v2", "--for", "2h");
        await Refused("--chain: there is no chain 'devnt'; did you mean 'devnet'?", "--chain", "devnt", "--for", "2h");
        await Refused("silence: names no alert, wallet, rule, protocol or chain; --all silences everything", "--for", "2h");
        await Refused("--for: or --until, one of the two", "--all");
        await Refused("--until: a silence must end in the future", "--all", "--until", "2020-01-01");
        await Refused("'tomorrow' is not a time", "--all", "--until", "tomorrow");
        await Refused("ID: there is no alert 'nobody'", "nobody", "--for", "2h");
        await Refused("ID: there is no silence '7'", "end", "7");
    }

    async Task Refused(string says, params string[] arguments)
    {
        using var refused = await Watcher(["alerts", "silence", .. arguments]);
        Assert.Equal(64, refused.ExitCode);
        Assert.Contains(says, refused.Error, StringComparison.Ordinal);
    }

    static void Steered(JsonObject watcher, string every, WebhookSink ops, WebhookSink phone, params JsonNode[] rules)
    {
        watcher["Schedule"] = new JsonObject { ["Every"] = every };
        watcher["Chains"]!["devnet"]!["Every"] = every;
        watcher["Rules"] = new JsonArray(rules);
        watcher["Channels"] = new JsonObject
        {
            ["ops"] = new JsonObject { ["Type"] = "webhook", ["Url"] = ops.Url.ToString() },
            ["phone"] = new JsonObject { ["Type"] = "webhook", ["Url"] = phone.Url.ToString() },
        };
    }

    static JsonObject Rule(string name, string? escalateAfter = null)
    {
        var rule = new JsonObject { ["Name"] = name, ["When"] = "healthFactor < 1.1", ["Clear"] = "healthFactor > 1.2", ["Worsen"] = "1%", ["Channels"] = new JsonArray("ops") };
        if (escalateAfter is not null) rule["Escalate"] = new JsonObject { ["After"] = escalateAfter, ["Channels"] = new JsonArray("phone") };
        return rule;
    }

    async Task<JsonNode> Alert(string rule)
    {
        using var listed = await Watcher("alerts", "list", "--json");
        return listed.Json["alerts"]!.AsArray().Single(alert => (string?)alert!["rule"] == rule)!;
    }

    async Task<string> IdOf(string rule) => (string)(await Alert(rule))["id"]!;

    async Task<bool> Field(string rule, string field) => (bool)(await Alert(rule))[field]!;
}
