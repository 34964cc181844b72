using System.Text.Json.Nodes;
using Watcher.Channels;

namespace Watcher.Tests.Channels;

/// <summary>One of each type, with secrets that are easy to find where they must not be.</summary>
static class EveryChannel
{
    public const string Word = "S3cretS3cretS3cretS3cretS3cret32";
    public static readonly string[] Secrets = [Word, "hush-hush-path", "hush-hush-query"];

    public static readonly Dictionary<string, string> Settings = new()
    {
        ["alertmanager"] = $$"""{ "Url": "URL", "User": "u", "Password": "{{Word}}" }""",
        ["command"] = """{ "Command": [ "/bin/sh", "-c", "exit 1" ] }""",
        ["console"] = "{ }",
        ["discord"] = """{ "Url": "URL" }""",
        ["email"] = $$"""{ "Host": "127.0.0.1", "Port": PORT, "From": "watcher@example.org", "To": [ "me@example.org" ], "User": "u", "Password": "{{Word}}" }""",
        ["ntfy"] = $$"""{ "Url": "URL", "Topic": "alerts", "Token": "tk_{{Word}}" }""",
        ["pagerduty"] = $$"""{ "Url": "URL", "RoutingKey": "{{Word}}" }""",
        ["slack"] = $$"""{ "Url": "URL", "Token": "xoxb-{{Word}}", "Channel": "C0123456789" }""",
        ["telegram"] = $$"""{ "Url": "URL", "Token": "123:{{Word}}", "Chat": 5 }""",
        ["webhook"] = $$"""{ "Url": "URL", "Secret": "{{Word}}" }""",
    };

    /// <summary>They get a notification's JSON as it is.</summary>
    public static bool IsForPrograms(string type) => type is "webhook" or "command";

    public static IChannel Make(string type, Uri? server = null, TimeProvider? time = null)
    {
        var url = new Uri(server ?? new("http://127.0.0.1:9/"), "/hush-hush-path/x?key=hush-hush-query");
        var text = Settings[type].Replace("\"URL\"", $"\"{url}\"", StringComparison.Ordinal).Replace("PORT", $"{url.Port}", StringComparison.Ordinal);
        var json = (JsonObject)JsonNode.Parse(text)!;
        json["Type"] = type;
        return ServiceTest.Make(json, time ?? new FakeTime());
    }
}
