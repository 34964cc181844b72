using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Positions;
using Watcher.Rules;
using Watcher.Settings;
using Xunit;

namespace Watcher.Tests.Rules;

public sealed class RuleSettingsTests
{
    static readonly RuleVocabulary Known = new()
    {
        Wallets = ["treasury", "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045"],
        Chains = ["devnet"],
        Protocols = ["aave-v3"],
        Channels = ["ops", "phone"],
        Assets = new AssetBook([new(new("devnet", null, "ETH", 18), "eth", null, false)]),
    };

    readonly List<SettingsProblem> problems = [];

    [Fact]
    public void Every_setting_of_a_rule_is_read()
    {
        var rule = Assert.Single(Read("""
            [ { "Name": "liquidation-near", "When": "healthFactor < 1.25", "Clear": "healthFactor > 1.35", "For": "90s",
                "Wallets": [ "treasury" ], "Chains": [], "Protocols": [ "aave-v3" ], "Severity": "critical", "KeepFiring": "10m", "Repeat": "1h", "Worsen": "5%",
                "UnknownAfter": "10m", "Escalate": { "After": "30m", "Channels": [ "phone" ] }, "Channels": [ "ops" ] } ]
            """));
        Assert.Empty(problems);
        Assert.Equal("healthFactor < 1.25, clear healthFactor > 1.35", rule.Trigger.ToString());
        Assert.Equal(TimeSpan.FromMinutes(10), rule.KeepFiring);
        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)), (rule.For, rule.Repeat, rule.UnknownAfter));
        Assert.Equal(BigDecimal.Parse("0.05"), rule.Worsen);
        Assert.Equal(Severity.Critical, rule.Severity);
        Assert.Equal("treasury", Assert.Single(rule.Wallets));
        Assert.Empty(rule.Chains);
        Assert.Equal("aave-v3", Assert.Single(rule.Protocols));
        Assert.Equal("ops", Assert.Single(rule.Channels));
        Assert.Equal((TimeSpan.FromMinutes(30), "phone"), (rule.Escalate!.After, Assert.Single(rule.Escalate.Channels)));
        Assert.Equal(BigDecimal.Parse("1.35"), rule.ClearThreshold("healthFactor"));
    }

    [Fact]
    public void A_name_and_a_condition_are_enough()
    {
        var rule = Assert.Single(Read("""[ { "Name": "near", "When": "healthFactor < 1.25" } ]"""));
        Assert.Empty(problems);
        Assert.Equal((Severity.Warning, TimeSpan.Zero, TimeSpan.FromHours(6), TimeSpan.FromMinutes(15)), (rule.Severity, rule.For, rule.Repeat, rule.UnknownAfter));
        Assert.Null(rule.Worsen);
        Assert.Null(rule.Escalate);
        Assert.True(rule.Wallets.IsEmpty && rule.Chains.IsEmpty && rule.Protocols.IsEmpty && rule.Channels.IsEmpty);
    }

    [Theory]
    [InlineData("1.24", Truth.False)]
    [InlineData("1.25", Truth.True)]
    [InlineData("unknown", Truth.Unknown)]
    public void An_absent_clear_is_the_opposite_of_when(string value, Truth expected)
    {
        var trigger = (ConditionTrigger)Assert.Single(Read("""[ { "Name": "near", "When": "healthFactor < 1.25" } ]""")).Trigger;
        Assert.Equal(expected, trigger.Clear.Evaluate(Metrics.Of(("healthFactor", value))));
    }

    [Fact]
    public void Every_problem_is_listed_under_its_path()
    {
        Read("""
            [ { "Name": "a", "When": "healthFactor < 1" },
              { "Name": "A", "When": "healthFactor < 1", "Severty": "info", "Worsen": "0%" },
              { "When": "helthFactor < 1", "Clear": "healthFactor >", "For": "soon", "Wallets": [ "tresury" ], "Escalate": { } },
              { "Name": "b", "When": "price(ETH) < 1000", "Wallets": [ "treasury" ] },
              { "Name": "c", "When": "maxDrift > 10%", "Protocols": [ "aave-v3" ] },
              { "Name": "d", "When": "liquidated", "Clear": "healthFactor > 1" },
              { "Name": "e", "When": "weight(ETTH) > 1", "Clear": "weight(BTC) < 1", "Severity": "high", "Channels": [ "pager" ] } ]
            """);
        Assert.Equal(
        [
            "Watcher:Rules[1]:Name", "Watcher:Rules[1]:Severty", "Watcher:Rules[1]:Worsen",
            "Watcher:Rules[2]:Clear", "Watcher:Rules[2]:Escalate:After", "Watcher:Rules[2]:Escalate:Channels", "Watcher:Rules[2]:For",
            "Watcher:Rules[2]:Name", "Watcher:Rules[2]:Wallets[0]", "Watcher:Rules[2]:When",
            "Watcher:Rules[3]:Wallets", "Watcher:Rules[4]:Protocols", "Watcher:Rules[5]:Clear",
            "Watcher:Rules[6]:Channels[0]", "Watcher:Rules[6]:Clear", "Watcher:Rules[6]:Severity", "Watcher:Rules[6]:When",
        ], problems.Select(p => p.Path).Order(StringComparer.Ordinal));
        Assert.Contains("column 1: 'helthFactor' is not a metric; did you mean 'healthFactor'?", Message("Watcher:Rules[2]:When"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'treasury'?", Message("Watcher:Rules[2]:Wallets[0]"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'Severity'?", Message("Watcher:Rules[1]:Severty"), StringComparison.Ordinal);
        Assert.Contains("did you mean 'ETH'?", Message("Watcher:Rules[6]:When"), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_rules_the_default_rules_watch_and_an_empty_list_means_none()
    {
        Assert.Equal(DefaultRules.All, RuleSettings.Read(Node("{}"), Known));
        Assert.Empty(Read("[]"));
    }

    [Theory]
    [InlineData("healthFactor < 1.25", "healthFactor > 1.2", true)]
    [InlineData("healthFactor < 1.25", "healthFactor <= 1.25", true)]
    [InlineData("healthFactor < 1.25", "healthFactor >= 1.25", false)]
    [InlineData("healthFactor <= 1.25", "healthFactor >= 1.25", true)]
    [InlineData("healthFactor < 1.25", "healthFactor > 1.35", false)]
    [InlineData("healthFactor < 1.25", "ltv < 0.5", false)]
    [InlineData("inRange == 0", "inRange != 1", true)]
    public void A_value_that_fires_and_clears_is_warned_of_where_that_is_provable(string when, string clear, bool warned) =>
        Assert.Equal(warned, RuleSettings.Warnings([new("near", Trigger.Parse(when, clear, Known))]).Any());

    System.Collections.Immutable.ImmutableArray<Rule> Read(string rules) => RuleSettings.Read(Node($$"""{ "Rules": {{rules}} }"""), Known);

    SettingsNode Node(string json) => new((JsonObject)JsonNode.Parse(json)!, "Watcher", problems);

    string Message(string path) => problems.Single(p => p.Path == path).Message;
}
