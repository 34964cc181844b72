using System.Text.Json.Nodes;
using Watcher.Channels;
using Xunit;

namespace Watcher.Tests.Channels.Telegram;

public sealed class TelegramChannelTests : ServiceTest
{
    [Fact]
    public async Task Every_message_is_one_that_the_bot_api_takes()
    {
        Server.AnswerBy(FakeTelegram.Answer);
        var channel = Bot(FakeTelegram.Chat);
        foreach (var message in Everything(channel)) Assert.Equal(new Delivery.Delivered("127.0.0.1: HTTP 200"), await Send(channel, message));
    }

    [Fact]
    public async Task A_fired_reads_from_the_worst_to_the_whereabouts()
    {
        Server.AnswerBy(FakeTelegram.Answer);
        await Send(Bot(FakeTelegram.Chat), Scenes.Fired);
        Assert.Equal("""
            🚨 CRITICAL fired
            treasury on devnet: healthFactor 1.08815 < 1.1
            liquidation: a move of 8.1% liquidates it
            price: WETH alone at $1,874.74 liquidates it (-8.1%)
            remedy: repay $1,442.76 or add $2,098.56 of collateral to clear it
            value: healthFactor 1.08815 (threshold 1.1)
            position: devnet/lending/main/0xaa
            wallet: treasury (0x00000000000000000000000000000000000000AA)
            rule: liquidation-near
            block: 123 2026-01-01 00:00:00 UTC
            http://127.0.0.1:8080/alerts/a1
            """, (string?)Body()["text"]);
    }

    [Fact]
    public async Task Words_that_are_not_ours_lie_in_code_where_no_link_mention_or_command_arises()
    {
        Server.AnswerBy(FakeTelegram.Answer);
        foreach (var hostile in Hostile.Texts)
        {
            await Send(Bot(FakeTelegram.Chat), Hostile.Notification(hostile), Hostile.Notification(hostile));
            var (text, rest) = ((string)Body()["text"]!, ((string)Body()["text"]!).ToCharArray());
            foreach (var entity in Body()["entities"]!.AsArray().Where(e => (string?)e!["type"] == "code"))
                Array.Fill(rest, ' ', (int)entity!["offset"]!, (int)entity["length"]!);
            Assert.DoesNotContain("evil", new string(rest), StringComparison.Ordinal);
            Assert.DoesNotContain('@', new string(rest));
            Assert.Equal(1, text.Split('\n').Count(line => line.Contains("CRITICAL fired", StringComparison.Ordinal) && !line.StartsWith('•')));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Good_news_makes_no_sound_and_bad_news_does(bool good)
    {
        Server.AnswerBy(FakeTelegram.Answer);
        await Send(Bot(FakeTelegram.Chat), good ? Scenes.Resolved : Scenes.Escalated);
        Assert.Equal(good, (bool)Body()["disable_notification"]!);
    }

    [Fact]
    public async Task Many_at_once_are_cut_with_their_number_and_the_worst_in_full()
    {
        Server.AnswerBy(FakeTelegram.Answer);
        await Send(Bot(FakeTelegram.Chat), Scenes.Crowd);
        var lines = ((string)Body()["text"]!).Split('\n');
        Assert.Equal("🚨 CRITICAL fired (+59 more)", lines[0]);
        Assert.Equal("block: 123 2026-01-01 00:00:00 UTC", lines[9]);
        Assert.Equal(59, lines.Count(line => line.StartsWith('•')) + int.Parse(lines[^2].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Too_many_requests_say_in_the_body_for_how_long()
    {
        Server.AnswerBy(FakeTelegram.Answer);
        Assert.Equal(new Delivery.RetryLater("127.0.0.1: HTTP 429 Too Many Requests: retry after 37", TimeSpan.FromSeconds(37)), await Send(Bot(FakeTelegram.Busy), Scenes.Fired));
    }

    [Fact]
    public async Task A_group_that_became_a_supergroup_gets_its_message_and_the_receipt_says_what_to_set()
    {
        Server.AnswerBy(FakeTelegram.Answer);
        Assert.Equal(new Delivery.Delivered("127.0.0.1: HTTP 200; the group has moved: set Chat to -1001234567890"), await Send(Bot(FakeTelegram.OldChat), Scenes.Fired));
    }

    [Fact]
    public async Task What_telegram_refuses_is_rejected_in_its_own_words()
    {
        Server.AnswerBy(FakeTelegram.Answer);
        Assert.Equal(new Delivery.Rejected("127.0.0.1: HTTP 403 Forbidden: bot was blocked by the user"), await Send(Bot(FakeTelegram.Blocked), Scenes.Fired));
        Assert.Equal(new Delivery.Rejected("127.0.0.1: HTTP 400 Bad Request: chat not found"), await Send(Bot(7), Scenes.Fired));
    }

    [Fact]
    public async Task A_topic_of_a_forum_is_named_and_the_chat_is_not_in_what_is_stored()
    {
        Server.AnswerBy(FakeTelegram.Answer);
        var channel = Channel($$"""{ "Type": "telegram", "Token": "{{FakeTelegram.Token}}", "Chat": "{{FakeTelegram.Chat}}", "Thread": 5 }""");
        await Send(channel, Scenes.Fired);
        Assert.Equal((FakeTelegram.Chat, 5), ((long)Body()["chat_id"]!, (int)Body()["message_thread_id"]!));
        Assert.Null(JsonNode.Parse(channel.Render(Scenes.Fired))!["chat_id"]);
    }

    IChannel Bot(long chat) => Channel($$"""{ "Type": "telegram", "Token": "{{FakeTelegram.Token}}", "Chat": {{chat}} }""");
}
