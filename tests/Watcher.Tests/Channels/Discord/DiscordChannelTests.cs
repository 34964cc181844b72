using System.Text.RegularExpressions;
using Watcher.Channels;
using Xunit;

namespace Watcher.Tests.Channels.Discord;

public sealed partial class DiscordChannelTests : ServiceTest
{
    [Fact]
    public async Task Every_message_is_one_that_a_webhook_takes()
    {
        Server.AnswerBy(FakeDiscord.Answer);
        foreach (var message in Everything(Hook())) Assert.Equal(new Delivery.Delivered("127.0.0.1: HTTP 204"), await Send(Hook(), message));
    }

    [Fact]
    public async Task Hostile_text_is_escaped_sign_by_sign_and_mentions_nobody()
    {
        Server.AnswerBy(FakeDiscord.Answer);
        foreach (var hostile in Hostile.Texts)
        {
            await Send(Hook(), Hostile.Notification(hostile), Hostile.Notification(hostile));
            Assert.Empty(Body()["allowed_mentions"]!["parse"]!.AsArray());
            var description = (string)Body()["embeds"]![0]!["description"]!;
            var active = Escaped().Replace(OursBold().Replace(description, ""), "");
            Assert.DoesNotMatch(@"[\\*_~`|\[\]<>@#:]", active);
        }
    }

    [Fact]
    public async Task What_is_worse_looks_worse_and_good_news_is_silent()
    {
        Server.AnswerBy(FakeDiscord.Answer);
        await Send(Hook(), Scenes.Escalated);
        Assert.Equal(("🚨🚨🚨 CRITICAL escalated", 0x8E1600, null), ((string?)Body()["embeds"]![0]!["title"], (int)Body()["embeds"]![0]!["color"]!, Body()["flags"]));
        await Send(Hook(), Scenes.Resolved);
        Assert.Equal(("✅ resolved", 0x2ECC71, 4096), ((string?)Body()["embeds"]![0]!["title"], (int)Body()["embeds"]![0]!["color"]!, (int)Body()["flags"]!));
    }

    [Fact]
    public async Task Too_many_requests_say_in_the_body_for_how_long_to_the_fraction()
    {
        Server.AnswerBy(FakeDiscord.Answer);
        Assert.Equal(new Delivery.RetryLater("127.0.0.1: HTTP 429 You are being rate limited.", TimeSpan.FromSeconds(64.57)),
            await Send(Channel("""{ "Type": "discord" }""", FakeDiscord.Busy), Scenes.Fired));
    }

    [Fact]
    public async Task A_webhook_that_was_removed_is_a_rejection()
    {
        Server.AnswerBy(FakeDiscord.Answer);
        Assert.Equal(new Delivery.Rejected("127.0.0.1: HTTP 404 Unknown Webhook"), await Send(Channel("""{ "Type": "discord" }""", "/api/webhooks/2/x"), Scenes.Fired));
    }

    IChannel Hook() => Channel("""{ "Type": "discord" }""", FakeDiscord.Hook);

    [GeneratedRegex(@"\\[^0-9A-Za-z\s]")]
    private static partial Regex Escaped();

    /// <summary>A line's name, which we set in bold; what is inside is escaped like all else.</summary>
    [GeneratedRegex(@"(?<=^|\n)\*\*(?=\S)|(?<=\S)\*\*(?= |\n|$)")]
    private static partial Regex OursBold();
}
