using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Host.Documents;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.Host.Api;

public sealed class RoutesTests
{
    [Fact]
    public async Task Alerts_are_the_documents_that_the_command_line_writes()
    {
        await using var api = await RunningApi.Start();
        api.Store.Commit(Some.Changes(Some.Alert("a1", AlertPhase.Firing), Some.Message("a1-1", "a1")));
        var (life, store) = (api.Store.Alerts.Find("a1")!, api.Store);
        Assert.Equal(AlertJson.Document(SaidAlert.Of(store.Alerts.List(), store)).ToJsonString(), (await api.Json("/api/v1/alerts")).ToJsonString());
        Assert.Equal(AlertJson.Of(life, SaidAlert.Of([life.State], store)[0].Said).ToJsonString(), (await api.Json("/api/v1/alerts/a1")).ToJsonString());
        var delivery = Assert.Single((await api.Json("/api/v1/deliveries?channel=ops"))["deliveries"]!.AsArray())!;
        Assert.Equal(("a1", "pending", "ops"), ((string?)delivery["alert"], (string?)delivery["state"], (string?)delivery["channel"]));
    }

    [Fact]
    public async Task The_link_in_a_notification_leads_to_its_alert()
    {
        await using var api = await RunningApi.Start();
        using var answer = await api.Send("GET", "/alerts/a1");
        Assert.Equal((HttpStatusCode.Redirect, "/api/v1/alerts/a1"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task An_alert_is_taken_on_once_and_one_that_is_over_cannot_be()
    {
        await using var api = await RunningApi.Start();
        api.Store.Commit(Some.Changes(Some.Alert("a1", AlertPhase.Firing)));
        api.Store.Commit(Some.Changes(Some.Alert("a2", AlertPhase.Resolved) with { ResolvedAt = Some.Genesis.AddHours(1) }));
        using var first = await api.Send("POST", "/api/v1/alerts/a1/ack");
        var told = await first.Content.ReadAsStringAsync();
        using var again = await api.Send("POST", "/api/v1/alerts/a1/ack");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.True((bool)JsonNode.Parse(told)!["alerts"]![0]!["acknowledged"]!);
        Assert.Equal(told, await again.Content.ReadAsStringAsync());
        using var over = await api.Send("POST", "/api/v1/alerts/a2/ack");
        using var none = await api.Send("POST", "/api/v1/alerts/a3/ack");
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound), (over.StatusCode, none.StatusCode));
    }

    [Fact]
    public async Task A_silence_is_begun_listed_and_ended()
    {
        await using var api = await RunningApi.Start();
        using var begun = await api.Send("POST", "/api/v1/silences", """{"wallet":"treasury","for":"2h","note":"moving","unknown":true}""");
        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        var silence = Assert.Single(api.Store.Steering.Silences());
        Assert.Equal((Some.Wallet.ToString(), "moving", true, TimeSpan.FromHours(2)), (silence.Wallet, silence.Note, silence.Unknown, silence.Until - silence.Created));
        Assert.True((bool)(await api.Json("/api/v1/silences"))["silences"]![0]!["active"]!);
        using var ended = await api.Send("DELETE", $"/api/v1/silences/{silence.Id}");
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.False((bool)(await api.Json("/api/v1/silences"))["silences"]![0]!["active"]!);
        using var none = await api.Send("DELETE", "/api/v1/silences/77");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("""{"for":"2h"}""", null)]
    [InlineData("""{"all":true}""", "for")]
    [InlineData("""{"all":true,"for":"soon"}""", "for")]
    [InlineData("""{"wallet":"tresury","for":"2h"}""", "wallet")]
    [InlineData("""{"wallet":["treasury"],"for":"2h"}""", "wallet")]
    [InlineData("""{"wallet":"treasury","wallet":"treasury","for":"2h"}""", "wallet")]
    [InlineData("""{"wallets":"treasury","for":"2h"}""", "wallets")]
    [InlineData("""{"all":true,"until":"2020-01-01T00:00Z"}""", "until")]
    [InlineData("""{"all":true,"for":"2h","note":"\u0007"}""", "note")]
    [InlineData("[]", null)]
    [InlineData("""{"all":""", null)]
    public async Task A_silence_that_cannot_be_is_refused_with_the_field_that_is_wrong(string body, string? parameter)
    {
        await using var api = await RunningApi.Start();
        using var answer = await api.Send("POST", "/api/v1/silences", body);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        if (parameter is not null) Assert.Equal(parameter, (string?)problem["parameter"]);
        Assert.DoesNotContain("--", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Empty(api.Store.Steering.Silences());
    }

    [Theory]
    [InlineData("alerts?limit=0", "limit")]
    [InlineData("alerts?limit=10001", "limit")]
    [InlineData("alerts?limit=-1", "limit")]
    [InlineData("alerts?limit=1&limit=2", "limit")]
    [InlineData("alerts?limits=1", "limits")]
    [InlineData("deliveries?channel=opps", "channel")]
    [InlineData("history?metric=helthFactor", "metric")]
    [InlineData("history?wallet=tresury", "wallet")]
    [InlineData("history?chain=devnett", "chain")]
    [InlineData("history?since=yesterday", "since")]
    [InlineData("history?since=2026-02-01&until=2026-01-01", "until")]
    [InlineData("history?every=0s", "every")]
    [InlineData("history?every=1h&aggregate=sum", "aggregate")]
    [InlineData("history?aggregate=avg", "aggregate")]
    [InlineData("report?wallet=0x00000000000000000000000000000000000000bb", "wallet")]
    [InlineData("report?chain=devnett", "chain")]
    [InlineData("positions?kind=loan", "kind")]
    [InlineData("positions?limit=10001", "limit")]
    [InlineData("history?orphaned=yes", "orphaned")]
    [InlineData("history?position=", "position")]
    public async Task A_parameter_beyond_its_limits_is_refused_by_name(string query, string parameter)
    {
        await using var api = await RunningApi.Start();
        using var answer = await api.Send("GET", $"/api/v1/{query}");
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(parameter, (string?)problem["parameter"]);
        Assert.StartsWith($"{parameter}: ", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_change_is_not_sent_again_and_what_did_is()
    {
        await using var api = await RunningApi.Start();
        using var first = await api.Send("GET", "/api/v1/alerts");
        Assert.Equal(HttpStatusCode.NotModified, await Status(first.Headers.ETag!));
        api.Store.Commit(Some.Changes(Some.Alert("a1", AlertPhase.Firing)));
        Assert.Equal(HttpStatusCode.OK, await Status(first.Headers.ETag!));

        async Task<HttpStatusCode> Status(EntityTagHeaderValue known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/alerts") { Headers = { IfNoneMatch = { known } } };
            using var answer = await api.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Of_the_samples_in_a_step_the_last_the_least_or_the_greatest_is_told_with_its_own_block()
    {
        await using var api = await RunningApi.Start();
        foreach (var (block, value) in new[] { (1, "5"), (2, "2"), (3, "9"), (4, "7"), (301, "1") })
            api.Store.Commit(Some.Cycle(Some.Block(block), Some.Good(Some.Block(block), block)) with { Samples = [Some.Net(value)] });
        Assert.Equal(["4:7", "301:1"], await Samples("every=1h"));
        Assert.Equal(["2:2", "301:1"], await Samples("every=1h&aggregate=min"));
        Assert.Equal(["3:9", "301:1"], await Samples("every=1h&aggregate=max"));
        Assert.Equal(["4:5.75", "301:1"], await Samples("every=1h&aggregate=avg")); // (5 + 2 + 9 + 7) / 4
        Assert.Equal(["2:2", "3:9"], await Samples("since=2026-01-01T00:00:20Z&until=2026-01-01T00:00:40Z"));
        Assert.Equal("limit", (string?)(await api.Json("/api/v1/history?metric=netUsd&limit=4"))["parameter"]);
        Assert.Equal(5, (await Samples("limit=5")).Count());

        async Task<IEnumerable<string>> Samples(string query) =>
            (await api.Json($"/api/v1/history?wallet=treasury&metric=netUsd&{query}"))["series"]![0]!["samples"]!.AsArray().Select(s => $"{s!["block"]}:{s["value"]}");
    }

    [Fact]
    public async Task Chains_channels_rules_and_configuration_tell_what_is_watched()
    {
        await using var api = await RunningApi.Start();
        Assert.Equal("127.0.0.1#0", (string?)(await api.Json("/api/v1/chains"))["chains"]![0]!["endpoints"]![0]!["name"]);
        Assert.Equal("ops", (string?)(await api.Json("/api/v1/channels"))["channels"]![0]!["channel"]);
        Assert.Equal("watcher.rules/1", (string?)(await api.Json("/api/v1/rules"))["schema"]);
        var config = await api.Json("/api/v1/config");
        Assert.Equal("treasury", (string?)config["wallets"]![0]!["label"]);
        Assert.Equal("""["127.0.0.1#0"]""", config["chains"]![0]!["endpoints"]!.ToJsonString());
    }

    [Fact]
    public async Task After_a_restart_the_report_is_what_was_recorded_last_until_it_is_read_anew()
    {
        await using var api = await RunningApi.Start();
        foreach (var block in new[] { 6, 7 }) api.Store.Commit(Some.Cycle(Some.Block(block), Some.Good(Some.Block(block), block)));
        var gone = Some.Block(8);
        api.Store.Commit(Some.Cycle(gone, Some.Good(gone, 8)));
        api.Store.Headers.Keep(Some.Chain, new() { Gone = [gone.Hash] });
        Assert.Empty((await api.Json("/api/v1/report"))["reports"]!.AsArray());

        api.Ledger.Recall();
        var report = Assert.Single((await api.Json("/api/v1/report"))["reports"]!.AsArray())!;
        Assert.Equal((7, "treasury"), ((int)report["block"]!["number"]!, (string?)report["label"]));
        Assert.Equal("7", (string?)report["positions"]![0]!["legs"]![0]!["raw"]);
        Assert.Empty(api.Store.Alerts.States());

        api.ReadNothing();
        Assert.Equal("unknown", (string?)Assert.Single((await api.Json("/api/v1/report"))["reports"]!.AsArray())!["status"]);
    }
}
