using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Channels;
using Xunit;

namespace Watcher.Tests.Channels;

/// <summary>What holds for every channel, whatever it is told.</summary>
public sealed class RenderTests
{
    public static TheoryData<string> Types => [.. EveryChannel.Settings.Keys];

    [Fact]
    public void Every_type_of_channel_is_held_to_these() =>
        Assert.Equal(Watcher.Channels.Channels.All.Select(kind => kind.Type).Order(), EveryChannel.Settings.Keys.Order());

    [Theory]
    [MemberData(nameof(Types))]
    public void Hostile_text_brings_no_control_bidirectional_or_broken_character_and_no_new_line_into_what_people_read(string type)
    {
        foreach (var text in Hostile.Texts)
            foreach (var shown in Strings(type, Hostile.Notification(text)))
            {
                Assert.DoesNotContain(shown.EnumerateRunes(), rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Surrogate
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
                    || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control && rune.Value is not ('\n' or '\r')));
                Assert.DoesNotContain("\nBcc", shown, StringComparison.Ordinal);
                Assert.DoesNotContain("\nfree money", shown, StringComparison.Ordinal);
            }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_token_s_symbol_takes_64_characters_at_most(string type)
    {
        var symbol = new string('Q', 10_000);
        var notification = Hostile.Notification(symbol) with { Headline = "x", Summary = "x", Rule = "x", Label = "x", Chain = "x", Position = "x", Metric = "x", Value = "1", Threshold = "1" };
        foreach (var shown in Strings(type, notification)) Assert.DoesNotContain(new string('Q', 65), shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_drill_says_so_in_its_first_words(string type)
    {
        var body = Encoding.UTF8.GetString(Render(type, Scenes.Drill));
        if (EveryChannel.IsForPrograms(type)) Assert.Contains("\"drill\":true", body, StringComparison.Ordinal);
        else Assert.Contains("DRILL CRITICAL fired", body, StringComparison.Ordinal);
        Assert.DoesNotContain("DRILL", Encoding.UTF8.GetString(Render(type, Scenes.Fired)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_rendered_holds_none_of_the_channel_s_secrets(string type)
    {
        var body = Encoding.UTF8.GetString(Render(type, Scenes.Fired));
        Assert.All(EveryChannel.Secrets, secret => Assert.DoesNotContain(secret, body, StringComparison.Ordinal));
    }

    [Fact]
    public void Channels_that_people_read_show_the_same_facts()
    {
        foreach (var type in EveryChannel.Settings.Keys.Where(type => EveryChannel.Make(type) is IPeopleChannel))
        {
            var body = string.Concat(Strings(type, Scenes.Fired)).Replace("\\", "", StringComparison.Ordinal);
            Assert.All((string[])["CRITICAL fired", "treasury", "healthFactor", "1.08815 (threshold 1.1)", "a move of 8.1% liquidates it", "WETH alone at $1,874.74",
                "repay $1,442.76 or add $2,098.56 of collateral", "devnet/lending/main/0xaa", "123 2026-01-01 00:00:00 UTC", "http://127.0.0.1:8080/alerts/a1"],
                fact => Assert.Contains(fact, body, StringComparison.Ordinal));
        }
    }

    static byte[] Render(string type, Notification notification) => EveryChannel.Make(type).Render(notification);

    /// <summary>Each text that the service would show, or for JSON to programs nothing: there JSON's own escapes hold.</summary>
    static IEnumerable<string> Strings(string type, Notification notification)
    {
        if (EveryChannel.IsForPrograms(type)) return [];
        var body = Encoding.UTF8.GetString(Render(type, notification));
        return type == "console" ? [body] : Leaves(JsonNode.Parse(body)!);
    }

    static IEnumerable<string> Leaves(JsonNode node) => node switch
    {
        JsonObject json => json.SelectMany(pair => pair.Value is { } value ? Leaves(value).Prepend(pair.Key) : []),
        JsonArray array => array.SelectMany(value => Leaves(value!)),
        _ => [node.ToString()],
    };
}
