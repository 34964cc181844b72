using System.Text;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class NotificationJsonTests
{
    [Fact]
    public void Every_field_stands_in_its_place()
    {
        var hash = "0x" + new string('b', 64);
        var notification = new Notification("a1-1", "a1-1-fired", NotificationReason.Fired, Severity.Critical, "healthFactor 1.21 < 1.25 \"é\"")
        {
            Rule = "near",
            Wallet = Address.Parse("0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"),
            Label = "treasury",
            Chain = "devnet",
            Position = "devnet/aave-v3/main/0xa1",
            Metric = "healthFactor",
            Value = "1.21",
            Threshold = "1.25",
            Link = new("https://watcher.example/alerts/a1"),
            FiredAt = new(2026, 1, 1, 2, 0, 0, 250, TimeSpan.FromHours(2)),
            AlertId = "a1",
            Block = new(123, Hash32.Parse(hash), new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            Evidence = new JsonObject { ["healthFactor"] = "1.21" },
        };
        Assert.Equal("{\"schema\":\"watcher.notification/1\",\"id\":\"a1-1\",\"idempotencyKey\":\"a1-1-fired\",\"reason\":\"fired\",\"drill\":false,\"severity\":\"critical\","
            + "\"rule\":\"near\",\"wallet\":\"0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045\",\"label\":\"treasury\",\"chain\":\"devnet\",\"position\":\"devnet/aave-v3/main/0xa1\","
            + "\"metric\":\"healthFactor\",\"value\":\"1.21\",\"threshold\":\"1.25\",\"summary\":\"healthFactor 1.21 < 1.25 \\\"é\\\"\",\"link\":\"https://watcher.example/alerts/a1\",\"firedAt\":\"2026-01-01T00:00:00.25Z\","
            + "\"block\":{\"number\":123,\"hash\":\"" + hash + "\",\"timestamp\":\"2026-01-01T00:00:00Z\"},\"evidence\":{\"healthFactor\":\"1.21\"}}",
            Encoding.UTF8.GetString(NotificationJson.Write(notification)));
    }

    [Fact]
    public void What_does_not_apply_is_absent() => Assert.Equal(
        "{\"schema\":\"watcher.notification/1\",\"id\":\"t\",\"idempotencyKey\":\"k\",\"reason\":\"test\",\"drill\":true,\"severity\":\"info\",\"summary\":\"a test\"}",
        Encoding.UTF8.GetString(NotificationJson.Write(new("t", "k", NotificationReason.Test, Severity.Info, "a test") { Drill = true })));

    [Theory]
    [InlineData("https://watcher.example", "https://watcher.example/alerts/")]
    [InlineData("https://example.org/watcher/", "https://example.org/watcher/alerts/")]
    [InlineData(null, null)]
    public void It_links_to_the_alert_where_there_is_a_dashboard(string? dashboard, string? link)
    {
        var scene = new AlertScene().Reads("1.2");
        Assert.Equal(link is null ? null : link + scene.State.Id, scene.Told[0].Write(dashboard is null ? null : new(dashboard)).Link?.AbsoluteUri);
    }

    [Fact]
    public void An_alert_fills_in_all_it_knows_and_an_unknown_shows_no_old_figures()
    {
        var scene = new AlertScene { Evidence = new JsonObject { ["healthFactor"] = "1.2" } };
        scene.Reads("1.2").Reads("unknown").Ticks(TimeSpan.FromMinutes(15));
        var fired = scene.Told[0].Write();
        Assert.Equal(("near", "treasury", "devnet", "healthFactor", "1.2", "1.25", scene.State.Id), (fired.Rule, fired.Label, fired.Chain, fired.Metric, fired.Value, fired.Threshold, fired.AlertId));
        Assert.Equal((scene.State.FiredAt, scene.State.FiredBlock), (fired.FiredAt, fired.Block));
        Assert.NotNull(fired.Evidence);
        var unknown = scene.Told[1].Write();
        Assert.Equal((NotificationReason.Unknown, null, null), (unknown.Reason, unknown.Value, unknown.Evidence));
    }
}
