using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels;
using Xunit;

namespace Watcher.Tests.Channels.Alertmanager;

public sealed class AlertmanagerChannelTests : ServiceTest
{
    const string Breach = "liquidation-near breach of a1,critical,watcher,devnet,0x00000000000000000000000000000000000000AA,treasury,devnet/lending/main/0xaa";
    static readonly string Unknown = Breach.Replace("breach", "unknown", StringComparison.Ordinal);
    readonly FakeAlertmanager service;

    public AlertmanagerChannelTests() => service = new(Time);

    [Fact]
    public async Task Every_alert_is_one_that_is_taken()
    {
        foreach (var message in Everything(Service())) Assert.Equal(new Delivery.Delivered("127.0.0.1: HTTP 200"), await Send(Service(), message));
    }

    [Fact]
    public async Task An_alert_fires_under_the_same_labels_until_its_resolved()
    {
        foreach (var message in (Notification[])[Scenes.Fired, Scenes.Worsened, Scenes.Escalated])
        {
            await Send(Service(), message);
            Time.Advance(TimeSpan.FromHours(6));
            Assert.Equal([Breach], service.Firing);
        }
        await Send(Service(), Scenes.Resolved);
        Assert.Empty(service.Firing);
    }

    [Fact]
    public async Task An_unknown_is_an_alert_beside_it()
    {
        await Send(Service(), Scenes.Fired);
        await Send(Service(), Scenes.Unknown);
        Assert.Equal([Breach, Unknown], service.Firing);
        await Send(Service(), Scenes.Recovered);
        Assert.Equal([Breach], service.Firing);
    }

    [Fact]
    public async Task What_nothing_more_is_heard_of_ends_after_the_hold()
    {
        await Send(Service(), Scenes.Fired);
        Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal([Breach], service.Firing);
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(service.Firing);
    }

    [Fact]
    public async Task An_event_which_has_no_end_lasts_a_day()
    {
        await Send(Service(), Scenes.Fired with { Reason = NotificationReason.Event });
        Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Single(service.Firing);
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(service.Firing);
    }

    [Fact]
    public async Task The_same_bytes_sent_again_later_do_not_make_it_fire_for_longer()
    {
        var body = Service().Render(Scenes.Fired);
        Time.Advance(TimeSpan.FromDays(20));
        await Service().Send(new("n", "n", body, 2), default);
        Assert.Equal([Breach], service.Firing);
        Time.Advance(TimeSpan.FromDays(10));
        Assert.Empty(service.Firing);
    }

    [Fact]
    public async Task It_says_since_when_and_where_it_came_from()
    {
        await Send(Service(), Scenes.Fired);
        var alert = JsonNode.Parse(Server.Calls.Last().Body)![0]!;
        Assert.Equal("CRITICAL fired: treasury on devnet: healthFactor 1.08815 < 1.1", (string?)alert["annotations"]!["summary"]);
        Assert.Equal("http://127.0.0.1:8080/alerts/a1", (string?)alert["generatorURL"]);
    }

    [Fact]
    public async Task A_name_and_password_go_along_as_basic_authentication()
    {
        Server.AnswerBy(service.Answer);
        await Send(Channel("""{ "Type": "alertmanager", "User": "prom", "Password": "s3cret-pass" }"""), Scenes.Fired);
        Assert.Equal("Basic cHJvbTpzM2NyZXQtcGFzcw==", Server.Calls.Last().Headers["Authorization"]); // base64 of prom:s3cret-pass
    }

    IChannel Service()
    {
        Server.AnswerBy(service.Answer);
        return Channel("""{ "Type": "alertmanager" }""");
    }
}
