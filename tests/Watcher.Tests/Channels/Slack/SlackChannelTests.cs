using Watcher.Channels;
using Xunit;

namespace Watcher.Tests.Channels.Slack;

public sealed class SlackChannelTests : ServiceTest
{
    [Fact]
    public async Task Every_message_is_one_that_a_webhook_takes()
    {
        Server.AnswerBy(FakeSlack.Answer);
        foreach (var message in Everything(Hook())) Assert.Equal(new Delivery.Delivered("127.0.0.1: HTTP 200 ok"), await Send(Hook(), message));
    }

    [Fact]
    public async Task A_bot_s_message_names_its_channel_and_is_taken_too()
    {
        Server.AnswerBy(FakeSlack.Answer);
        Assert.Equal(new Delivery.Delivered("127.0.0.1: HTTP 200"), await Send(Bot("C0123456789"), Scenes.Fired));
    }

    [Fact]
    public async Task Hostile_text_mentions_nobody_links_nowhere_and_formats_nothing()
    {
        Server.AnswerBy(FakeSlack.Answer);
        foreach (var hostile in Hostile.Texts)
        {
            Assert.IsType<Delivery.Delivered>(await Send(Hook(), Hostile.Notification(hostile), Hostile.Notification(hostile)));
            foreach (var block in Body()["blocks"]!.AsArray())
            {
                var text = (string)block!["text"]!["text"]!;
                Assert.DoesNotContain('<', text);
                Assert.DoesNotContain('`', text);
                Assert.All(text.Split('\n'), line => Assert.True(line.Count(sign => sign == '*') is 0 or 2, line));
            }
        }
    }

    [Fact]
    public async Task Many_at_once_have_the_worst_in_a_block_of_its_own_and_the_number_of_those_left_out()
    {
        Server.AnswerBy(FakeSlack.Answer);
        await Send(Hook(), Scenes.Crowd);
        var blocks = Body()["blocks"]!.AsArray().Select(block => (string)block!["text"]!["text"]!).ToList();
        Assert.Equal("🚨 CRITICAL fired (+59 more)", blocks[0]);
        Assert.EndsWith("*block:* 123 2026-01-01 00:00:00 UTC", blocks[1], StringComparison.Ordinal);
        Assert.Matches(@"\nand \d+ more$", blocks[2]);
        Assert.Equal("<http://127.0.0.1:8080/alerts/a1|Open in Watcher>", blocks[3]);
    }

    [Theory]
    [InlineData("C0SICK", "internal_error")]
    public async Task An_error_that_may_pass_is_tried_again_though_it_came_as_200(string channel, string error)
    {
        Server.AnswerBy(FakeSlack.Answer);
        Assert.Equal(new Delivery.RetryLater($"127.0.0.1: HTTP 200 {error}"), await Send(Bot(channel), Scenes.Fired));
    }

    [Fact]
    public async Task An_error_that_stays_is_rejected_though_it_came_as_200()
    {
        Server.AnswerBy(FakeSlack.Answer);
        Assert.Equal(new Delivery.Rejected("127.0.0.1: HTTP 200 channel_not_found"), await Send(Bot("C0NOBODY"), Scenes.Fired));
        Assert.Equal(new Delivery.Rejected("127.0.0.1: HTTP 200 invalid_auth"), await Send(Bot("C0123456789", "xoxb-wrong"), Scenes.Fired));
    }

    [Fact]
    public async Task An_answer_without_ok_is_no_delivery()
    {
        Server.AnswerBy(_ => new(200, "<html>maintenance</html>"));
        Assert.IsType<Delivery.RetryLater>(await Send(Bot("C0123456789"), Scenes.Fired));
    }

    [Fact]
    public async Task Too_many_requests_say_in_a_header_for_how_long()
    {
        Server.AnswerBy(FakeSlack.Answer);
        Assert.Equal(new Delivery.RetryLater("127.0.0.1: HTTP 429 ratelimited", TimeSpan.FromSeconds(30)), await Send(Bot("C0BUSY"), Scenes.Fired));
    }

    [Fact]
    public async Task A_webhook_that_was_removed_is_a_rejection()
    {
        Server.AnswerBy(FakeSlack.Answer);
        Assert.Equal(new Delivery.Rejected("127.0.0.1: HTTP 404 no_service"), await Send(Channel("""{ "Type": "slack" }""", "/services/gone"), Scenes.Fired));
    }

    IChannel Hook() => Channel("""{ "Type": "slack" }""", FakeSlack.Hook);

    IChannel Bot(string channel, string token = FakeSlack.Token) =>
        Channel($$"""{ "Type": "slack", "Token": "{{token}}", "Channel": "{{channel}}" }""", FakeSlack.Method);
}
