using System.Text;
using Watcher.Alerts;
using Watcher.Channels;
using Xunit;

namespace Watcher.Tests.Channels.PagerDuty;

public sealed class PagerDutyChannelTests : ServiceTest
{
    readonly FakePagerDuty service = new();

    [Fact]
    public async Task Every_event_is_one_that_is_accepted()
    {
        foreach (var message in Everything(Service())) Assert.Equal(new Delivery.Delivered("127.0.0.1: HTTP 202 Event processed"), await Send(Service(), message));
    }

    [Fact]
    public async Task An_alert_is_one_incident_from_its_first_message_to_its_end()
    {
        foreach (var message in (Notification[])[Scenes.Fired, Scenes.Worsened, Scenes.Escalated]) await Send(Service(), message);
        Assert.Equal(["a1"], service.Open);
        await Send(Service(), Scenes.Resolved);
        Assert.Empty(service.Open);
    }

    [Fact]
    public async Task An_unknown_is_an_incident_of_its_own_that_ends_with_its_recovery_or_with_the_alert()
    {
        await Send(Service(), Scenes.Fired);
        await Send(Service(), Scenes.Unknown);
        Assert.Equal(["a1", "a1-unknown"], service.Open.Order());
        await Send(Service(), Scenes.Recovered);
        Assert.Equal(["a1"], service.Open);
        await Send(Service(), Scenes.Unknown);
        await Send(Service(), Scenes.Resolved);
        Assert.Empty(service.Open);
    }

    [Fact]
    public async Task The_summary_says_what_to_do_and_the_details_the_rest()
    {
        await Send(Service(), Scenes.Fired);
        var payload = Body()["payload"]!;
        Assert.Equal("CRITICAL fired: treasury on devnet: healthFactor 1.08815 < 1.1; a move of 8.1% liquidates it; WETH alone at $1,874.74 liquidates it (-8.1%); "
            + "repay $1,442.76 or add $2,098.56 of collateral to clear it", (string?)payload["summary"]);
        Assert.Equal(("critical", "watcher devnet", "liquidation-near"), ((string?)payload["severity"], (string?)payload["source"], (string?)payload["class"]));
        Assert.Equal("healthFactor 1.08815 (threshold 1.1)", (string?)payload["custom_details"]!["value"]);
    }

    [Fact]
    public async Task Too_many_events_are_tried_again_and_a_wrong_key_is_not()
    {
        Assert.Equal(new Delivery.RetryLater("127.0.0.1: HTTP 429"), await Send(Service(FakePagerDuty.Busy), Scenes.Fired));
        Server.AnswerBy(_ => new(400, """{"status":"invalid event","message":"Event object is invalid","errors":["Length of 'routing_key' is incorrect (should be 32 characters)"]}"""));
        Assert.Equal(new Delivery.Rejected("127.0.0.1: HTTP 400 Length of 'routing_key' is incorrect (should be 32 characters)"), await SendOnly(Scenes.Fired));
    }

    [Fact]
    public void The_routing_key_is_not_in_what_is_stored() =>
        Assert.DoesNotContain(FakePagerDuty.Key, Encoding.UTF8.GetString(Service().Render(Scenes.Fired)), StringComparison.Ordinal);

    Task<Delivery> SendOnly(Notification notification) => Send(Channel($$"""{ "Type": "pagerduty", "RoutingKey": "{{FakePagerDuty.Key}}" }""", "/v2/enqueue"), notification);

    IChannel Service(string key = FakePagerDuty.Key)
    {
        Server.AnswerBy(service.Answer);
        return Channel($$"""{ "Type": "pagerduty", "RoutingKey": "{{key}}" }""", "/v2/enqueue");
    }
}
