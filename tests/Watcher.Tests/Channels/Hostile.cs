using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;

namespace Watcher.Tests.Channels;

/// <summary>Text as somebody would put it into a token's symbol to deceive or break what prints it.</summary>
static class Hostile
{
    public static readonly ImmutableArray<string> Texts =
    [
        "\u001b[2J\u001b[31mpwned\u0007", "\u202egnorw\u2066x\u2069", "a\r\nBcc: thief@evil.example\r\n\r\nfree money", "@everyone @here <@123> <@&456> <#789>",
        "<!channel> <!here> <https://evil.example|Open the dashboard>", "[click](https://evil.example) **bold** __x__ ~~y~~ `z` ||spoiler||",
        "*b* _i_ ~s~ `c` ```pre```", "<b>bold</b><a href=\"https://evil.example\">x</a><script>alert(1)</script>", "\"},{\"text\":\"injected\"},{\"", "=HYPERLINK(\"x\")",
        "https://evil.example/claim", ":rotating_light: # heading", "\ud800broken\udfff", "/kill now @admin_bot #tag $CASH", "&lt;!channel&gt;", "\0\u2028\u2029\ue000",
        new string('W', 100_000), string.Concat(Enumerable.Repeat("🙂", 5000)), string.Concat(Enumerable.Repeat("<&>*_", 2000)), "%s%n{0}", "  ", "",
    ];

    /// <summary>The text wherever a notification has room for one.</summary>
    public static Notification Notification(string text) => new($"h-{Texts.IndexOf(text)}", $"h-{Texts.IndexOf(text)}-fired", NotificationReason.Fired, Severity.Critical, text)
    {
        AlertId = $"h-{Texts.IndexOf(text)}",
        Headline = text,
        Rule = text,
        Label = text,
        Chain = text,
        Position = text,
        Metric = text,
        Value = text,
        Threshold = text,
        Wallet = default(Address),
        Evidence = new JsonObject
        {
            ["liquidatable"] = false,
            ["liquidationDistance"] = "0.1",
            ["liquidation"] = new JsonObject { ["byAsset"] = new JsonArray { new JsonObject { ["symbol"] = text, ["priceUsd"] = "1", ["change"] = "-0.1" } } },
        },
    };
}
