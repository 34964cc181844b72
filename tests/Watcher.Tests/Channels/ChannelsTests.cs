using System.Text.Json.Nodes;
using Watcher.Channels;
using Watcher.Channels.Console;
using Watcher.Channels.Webhook;
using Watcher.Settings;
using Xunit;

namespace Watcher.Tests.Channels;

public sealed class ChannelsTests
{
    readonly List<SettingsProblem> problems = [];

    [Fact]
    public void A_webhook_and_a_console_are_made_from_their_settings()
    {
        Assert.IsType<WebhookChannel>(Create("""{ "Type": "webhook", "Url": "https://example.org/hook", "Secret": "s", "Timeout": "5s" }"""));
        Assert.IsType<ConsoleChannel>(Create("""{ "Type": "console" }"""));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("""{ }""", "Watcher:Channels:ops:Type: is required: one of alertmanager, command, console, discord, email, ntfy, pagerduty, slack, telegram, webhook")]
    [InlineData("""{ "Type": "webhok" }""", "Watcher:Channels:ops:Type: 'webhok' is none of alertmanager, command, console, discord, email, ntfy, pagerduty, slack, telegram, webhook; did you mean 'webhook'?")]
    [InlineData("""{ "Type": "webhook" }""", "Watcher:Channels:ops:Url: is required: where to POST notifications, such as https://example.org/hook")]
    [InlineData("""{ "Type": "webhook", "Url": "example.org" }""", "Watcher:Channels:ops:Url: is not an http or https URL")]
    [InlineData("""{ "Type": "webhook", "Url": "https://a.b/", "Secret": "" }""", "Watcher:Channels:ops:Secret: is empty: leave it out, or set one")]
    [InlineData("""{ "Type": "webhook", "Url": "https://a.b/", "Timeout": "2h" }""", "Watcher:Channels:ops:Timeout: must be between 1s and 1m")]
    [InlineData("""{ "Type": "webhook", "Url": "https://a.b/", "Secrets": "x" }""", "Watcher:Channels:ops:Secrets: is not a known key here; did you mean 'Secret'?")]
    [InlineData("""{ "Type": "telegram", "Token": "123", "Chat": "-5" }""", "Watcher:Channels:ops:Token: is not a bot's token (digits, a colon, letters): @BotFather gives one on /newbot")]
    [InlineData("""{ "Type": "telegram", "Token": "123:abcdefghijklmnopqrstuvwxyz" }""", "Watcher:Channels:ops:Chat: is required")]
    [InlineData("""{ "Type": "slack" }""", "Watcher:Channels:ops:Url: is required: an incoming webhook, https://hooks.slack.com/services/..., or set Token and Channel instead")]
    [InlineData("""{ "Type": "slack", "Token": "xoxb-1" }""", "Watcher:Channels:ops:Channel: is required with a Token: a channel's id, such as C0123456789")]
    [InlineData("""{ "Type": "discord" }""", "Watcher:Channels:ops:Url: is required: a channel's webhook, https://discord.com/api/webhooks/... (channel settings, Integrations)")]
    [InlineData("""{ "Type": "ntfy", "Topic": "https://ntfy.sh/x" }""", "Watcher:Channels:ops:Topic: must be 1 to 64 letters, digits, '_' or '-': the name alone, not its URL")]
    [InlineData("""{ "Type": "ntfy", "Topic": "x", "Tokn": "tk_x" }""", "Watcher:Channels:ops:Tokn: is not a known key here; did you mean 'Token'?")]
    [InlineData("""{ "Type": "pagerduty", "RoutingKey": "x" }""", "Watcher:Channels:ops:RoutingKey: must be the 32 letters and digits of an \"Events API V2\" integration (service, Integrations), not a REST API key")]
    [InlineData("""{ "Type": "alertmanager", "Url": "http://a.b", "User": "x" }""", "Watcher:Channels:ops:Password: is required with the other one")]
    [InlineData("""{ "Type": "command", "Command": [ "page-me" ] }""", "Watcher:Channels:ops:Command: 'page-me' must be a full path, so that nothing else of that name is started")]
    [InlineData("""{ "Type": "command" }""", "Watcher:Channels:ops:Command: is required: the program and its arguments as a list, such as [ \"/usr/local/bin/page-me\", \"--loud\" ]")]
    [InlineData("""{ "Type": "email", "Host": "h", "From": "a@b.c", "To": [ "d@e.f" ], "Port": 465 }""", "Watcher:Channels:ops:Port: 465 speaks TLS from the first byte, which is not supported here: use 587 (STARTTLS)")]
    [InlineData("""{ "Type": "email", "Host": "h", "From": "a@b.c", "To": [ "d@e.f", "nobody" ] }""", "Watcher:Channels:ops:To[1]: is not an e-mail address")]
    [InlineData("""{ "Type": "email", "Host": "h", "From": "a@b.c", "To": [ "d@e.f" ], "Tls": false, "User": "u", "Password": "p" }""", "Watcher:Channels:ops:Tls: cannot be false with a Password: it would cross the network for all to read")]
    public void A_mistake_is_reported_with_its_path(string settings, string problem)
    {
        Create(settings);
        Assert.Equal(problem, Assert.Single(problems).ToString());
    }

    IChannel? Create(string json) => Watcher.Channels.Channels.Create(
        "ops", new SettingsNode((JsonObject)JsonNode.Parse(json)!, "Watcher:Channels:ops", problems), new(TimeProvider.System, TextWriter.Null));
}
