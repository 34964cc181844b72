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
    [InlineData("""{ }""", "Watcher:Channels:ops:Type: is required: one of console, webhook")]
    [InlineData("""{ "Type": "webhok" }""", "Watcher:Channels:ops:Type: 'webhok' is none of console, webhook; did you mean 'webhook'?")]
    [InlineData("""{ "Type": "webhook" }""", "Watcher:Channels:ops:Url: is required: where to POST notifications, such as https://example.org/hook")]
    [InlineData("""{ "Type": "webhook", "Url": "example.org" }""", "Watcher:Channels:ops:Url: is not an http or https URL")]
    [InlineData("""{ "Type": "webhook", "Url": "https://a.b/", "Secret": "" }""", "Watcher:Channels:ops:Secret: is empty: leave it out, or set one")]
    [InlineData("""{ "Type": "webhook", "Url": "https://a.b/", "Timeout": "2h" }""", "Watcher:Channels:ops:Timeout: must be between 1s and 1m")]
    [InlineData("""{ "Type": "webhook", "Url": "https://a.b/", "Secrets": "x" }""", "Watcher:Channels:ops:Secrets: is not a known key here; did you mean 'Secret'?")]
    public void A_mistake_is_reported_with_its_path(string settings, string problem)
    {
        Create(settings);
        Assert.Equal(problem, Assert.Single(problems).ToString());
    }

    IChannel? Create(string json) => Watcher.Channels.Channels.Create(
        "ops", new SettingsNode((JsonObject)JsonNode.Parse(json)!, "Watcher:Channels:ops", problems), new(TimeProvider.System, TextWriter.Null));
}
