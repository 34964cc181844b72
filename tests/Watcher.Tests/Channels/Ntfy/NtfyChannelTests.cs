using Watcher.Alerts;
using Watcher.Channels;
using Xunit;

namespace Watcher.Tests.Channels.Ntfy;

public sealed class NtfyChannelTests : ServiceTest
{
    [Fact]
    public async Task Every_message_is_one_that_ntfy_shows_whole()
    {
        Server.AnswerBy(FakeNtfy.Answer);
        foreach (var message in Everything(Phone())) Assert.Equal(new Delivery.Delivered("127.0.0.1: HTTP 200"), await Send(Phone(), message));
    }

    [Theory]
    [InlineData(NotificationReason.Fired, Severity.Critical, 5, "rotating_light")]
    [InlineData(NotificationReason.Escalated, Severity.Warning, 5, "rotating_light")]
    [InlineData(NotificationReason.Fired, Severity.Warning, 4, "warning")]
    [InlineData(NotificationReason.Fired, Severity.Info, 3, "information_source")]
    [InlineData(NotificationReason.Unknown, Severity.Critical, 5, "rotating_light")]
    [InlineData(NotificationReason.Resolved, Severity.Critical, 2, "white_check_mark")]
    [InlineData(NotificationReason.Recovered, Severity.Critical, 2, "white_check_mark")]
    public async Task It_is_as_loud_as_its_severity_and_reason(NotificationReason reason, Severity severity, int priority, string tag)
    {
        Server.AnswerBy(FakeNtfy.Answer);
        await Send(Phone(), Scenes.Fired with { Reason = reason, Severity = severity });
        Assert.Equal((priority, tag), ((int)Body()["priority"]!, (string?)Body()["tags"]![0]));
    }

    [Fact]
    public async Task A_tap_opens_it_where_more_is_seen()
    {
        Server.AnswerBy(FakeNtfy.Answer);
        await Send(Phone(), Scenes.Fired);
        Assert.Equal("http://127.0.0.1:8080/alerts/a1", (string?)Body()["click"]);
    }

    [Fact]
    public async Task Many_at_once_are_cut_within_the_bytes_of_a_message()
    {
        Server.AnswerBy(FakeNtfy.Answer);
        await Send(Phone(), Scenes.Crowd);
        Assert.EndsWith(" (+59 more)", (string?)Body()["title"], StringComparison.Ordinal);
        Assert.StartsWith("liquidation: a move of 8.1% liquidates it\n", (string?)Body()["message"], StringComparison.Ordinal);
        Assert.Matches(@"\nand \d+ more$", (string?)Body()["message"]);
    }

    [Fact]
    public async Task A_wrong_token_and_a_busy_server_are_told_apart()
    {
        Server.AnswerBy(FakeNtfy.Answer);
        Assert.Equal(new Delivery.Rejected("127.0.0.1: HTTP 401 unauthorized"), await Send(Phone(token: "tk_wrong"), Scenes.Fired));
        Assert.Equal(new Delivery.RetryLater("127.0.0.1: HTTP 429 limit reached: too many requests"), await Send(Phone("busy"), Scenes.Fired));
    }

    IChannel Phone(string topic = FakeNtfy.Topic, string token = FakeNtfy.Token) => Channel($$"""{ "Type": "ntfy", "Topic": "{{topic}}", "Token": "{{token}}" }""");
}
