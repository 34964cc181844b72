using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Positions;
using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Rules;

public sealed class RuleEvaluationTests
{
    static readonly Address Alice = Address.Parse("0x00000000000000000000000000000000000000A1"), Bob = Address.Parse("0x00000000000000000000000000000000000000B0");
    static readonly BlockRef Block = new(7, Hash32.Parse("0x" + new string('7', 64)), DateTimeOffset.UnixEpoch);

    static readonly ReportSubject[] Cycle =
    [
        Subject("devnet/aave/main/a", MetricScope.Loan, Alice, "alice", "aave", ("healthFactor", "1.2")),
        Subject("devnet/aave/main/b", MetricScope.Loan, Bob, "bob", "aave", ("healthFactor", "2")),
        Subject("devnet/uni/main/7", MetricScope.Liquidity, Alice, "alice", "uni", ("inRange", "0")),
        Subject("devnet/new/main/a", null, Alice, "alice", "new", ("healthFactor", "unknown"), ("inRange", "unknown")),
        Subject("devnet/alice", MetricScope.Wallet, Alice, "alice", null, ("weight(ETH)", "0.6")),
        Subject("devnet/bob", MetricScope.Wallet, Bob, "bob", null, ("weight(ETH)", "0.1")),
        new(new("dao") { Label = "dao" }, MetricScope.Wallet, Metrics.Of(("weight(ETH)", "0.55"))),
        new(new("devnet") { Chain = "devnet" }, MetricScope.Chain, Metrics.Of(("price(ETH)", "900"))) { Block = Block },
    ];

    [Theory]
    [InlineData("healthFactor < 1.25", "devnet/aave/main/a True, devnet/aave/main/b False, devnet/new/main/a Unknown")]
    [InlineData("inRange < 1", "devnet/uni/main/7 True, devnet/new/main/a Unknown")]
    [InlineData("inRange < 1 or healthFactor < 1.25", "devnet/aave/main/a True, devnet/aave/main/b False, devnet/uni/main/7 True, devnet/new/main/a Unknown")]
    [InlineData("weight(ETH) > 50%", "devnet/alice True, devnet/bob False, dao True")]
    [InlineData("price(ETH) < 1000", "devnet True")]
    public void The_narrowest_metric_decides_whom_a_rule_is_asked_of(string when, string expected) => Assert.Equal(expected, Answers(new("r", Parse(when))));

    [Theory]
    [InlineData("healthFactor < 3 and weight(ETH) > 50%", "devnet/aave/main/a True, devnet/aave/main/b False, devnet/new/main/a Unknown")]
    [InlineData("healthFactor < 1.25 and price(ETH) < 1000", "devnet/aave/main/a True, devnet/aave/main/b False, devnet/new/main/a Unknown")]
    [InlineData("weight(ETH) > 50% and price(ETH) < 1000", "devnet/alice True, devnet/bob False, dao NotApplicable")]
    public void Wider_metrics_come_from_the_wallet_and_the_chain_around(string when, string expected) => Assert.Equal(expected, Answers(new("r", Parse(when))));

    [Fact]
    public void Selectors_narrow_by_label_address_chain_and_protocol()
    {
        var rule = new Rule("r", Parse("healthFactor < 9"));
        Assert.Equal("devnet/aave/main/b False", Answers(rule with { Trigger = Parse("healthFactor < 1"), Wallets = ["BOB"] }));
        Assert.Equal("devnet/aave/main/a True", Answers(rule with { Wallets = [Alice.ToString()], Protocols = ["aave"] }));
        Assert.Equal("", Answers(rule with { Chains = ["ethereum"] }));
        Assert.Equal("dao True", Answers(rule with { Trigger = Parse("weight(ETH) > 50%"), Wallets = ["dao"] }));
        Assert.Equal("devnet/alice True, devnet/bob False", Answers(rule with { Trigger = Parse("weight(ETH) > 50%"), Chains = ["devnet"] }));
    }

    [Fact]
    public void An_observation_carries_what_the_alert_will_say()
    {
        var evidence = new JsonObject();
        var subject = Cycle[0] with { Evidence = rule => rule.Name == "r" ? evidence : null };
        var seen = Assert.Single(RuleEvaluation.Observe([new("r", Trigger.Parse("healthFactor < 1.25", "healthFactor > 1.35", Metrics.Vocabulary))], [subject]));
        Assert.Equal((Truth.True, Truth.False, Block, Block.Hash), (seen.When, seen.Clear, seen.Block, seen.Reading!.Value));
        Assert.Equal("healthFactor 1.2 < 1.25", seen.Explanation());
        Assert.Equal("healthFactor 1.2 < 1.25", seen.Decisive!.ToString());
        Assert.Same(evidence, seen.Evidence());
    }

    [Fact]
    public void What_is_clear_is_explained_by_the_clear_condition()
    {
        var rule = new Rule("r", Trigger.Parse("healthFactor < 1.25", "healthFactor > 1.35", Metrics.Vocabulary));
        Assert.Equal("healthFactor 2 > 1.35", Assert.Single(RuleEvaluation.Observe([rule], [Cycle[1]])).Explanation());
    }

    [Fact]
    public void Each_event_is_a_subject_of_its_own()
    {
        var happened = new ChainEvent("liquidated", "0xabc/3", Block, Cycle[0].Subject.Key, "liquidated for 5 USDC", ImmutableDictionary<string, string>.Empty.Add("debt", "5"));
        var seen = Assert.Single(RuleEvaluation.Observe(DefaultRules.All, Cycle[0].Subject, happened));
        Assert.Equal(new AlertKey("liquidated", "devnet/aave/main/a#0xabc/3"), seen.Key);
        Assert.Equal(("devnet/aave/main/a", Alice), (seen.Subject.Position, seen.Subject.Wallet));
        Assert.Equal("5", seen.Evidence()!["details"]!["debt"]!.GetValue<string>());
        Assert.Empty(RuleEvaluation.Observe(DefaultRules.All, Cycle[0].Subject, happened with { Kind = "other" }));
    }

    static Trigger Parse(string when) => Trigger.Parse(when, null, Metrics.Vocabulary);

    static string Answers(Rule rule) => string.Join(", ", RuleEvaluation.Observe([rule], Cycle).Select(o => $"{o.Subject.Key} {o.When}"));

    static ReportSubject Subject(string key, MetricScope? scope, Address wallet, string label, string? protocol, params (string, string)[] metrics) =>
        new(new(key) { Wallet = wallet, Label = label, Chain = "devnet", Protocol = protocol, Position = protocol is null ? null : key }, scope, Metrics.Of(metrics)) { Block = Block };
}
