using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Positions;
using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class SecondOpinionTests
{
    static readonly ImmutableArray<string> One = ["node#0"], Two = ["node#1"];
    readonly AlertScene scene = new();

    public SecondOpinionTests() => scene.Rule = scene.Rule with { Severity = Severity.Critical };

    [Fact]
    public void What_is_about_to_fire_is_asked() => Assert.Single(Wanted(Says("1.2")));

    [Fact]
    public void What_does_not_fire_is_not_asked() => Assert.Empty(Wanted(Says("1.3")));

    [Fact]
    public void What_is_not_critical_is_not_asked()
    {
        scene.Rule = scene.Rule with { Severity = Severity.Warning };
        Assert.Empty(Wanted(Says("1.2")));
    }

    [Fact]
    public void What_waits_for_For_is_asked_when_it_has_waited_long_enough()
    {
        scene.Rule = scene.Rule with { For = TimeSpan.FromSeconds(20) };
        Assert.Empty(Wanted(Says("1.2")));
        scene.Reads("1.2").Mine(TimeSpan.FromSeconds(12));
        Assert.Empty(Wanted(Says("1.2")));
        scene.Mine(TimeSpan.FromSeconds(12));
        Assert.Single(Wanted(Says("1.2")));
    }

    [Fact]
    public void What_fires_already_is_not_asked()
    {
        scene.Reads("1.2").Mine(TimeSpan.FromSeconds(12));
        Assert.Empty(Wanted(Says("1.1")));
    }

    [Fact]
    public void What_fires_in_dispute_is_asked_at_each_new_block_until_the_endpoints_agree()
    {
        scene.Mine(TimeSpan.FromSeconds(12)).Takes(Weigh("1.2", "1.3"));
        Assert.Empty(Wanted(Says("1.2")));
        scene.Mine(TimeSpan.FromSeconds(12));
        Assert.Single(Wanted(Says("1.2")));
        scene.Takes(Weigh("1.2", "1.2")).Mine(TimeSpan.FromSeconds(12));
        Assert.Empty(Wanted(Says("1.2")));
    }

    [Fact]
    public void A_new_event_is_asked_and_one_that_was_told_is_not()
    {
        var seen = Event("0xabc/3");
        Assert.Single(SecondOpinion.Wanted("devnet", [seen], _ => null, scene.Now));
        var told = AlertMachine.Step(AlertState.New(seen), seen, Said.Nothing, scene.Now).State;
        Assert.Empty(SecondOpinion.Wanted("devnet", [seen], _ => told, scene.Now));
    }

    [Fact]
    public void The_same_by_both_is_confirmed()
    {
        var seen = Weigh("1.2", "1.2");
        Assert.Equal((Verdict.Confirmed, null), (seen.Confirmation!.Verdict, seen.Confirmation.Why));
        Assert.Equal<string>(["node#0", "node#1"], seen.Confirmation.Endpoints);
    }

    [Theory]
    [InlineData("1.2", "1.3", "1.2")]
    [InlineData("1.2", "1.1", "1.1")]
    [InlineData("1.3", "1.2", "1.2")]
    [InlineData("1.4", "1.3", "1.3")]
    public void Where_they_differ_the_worse_counts(string first, string second, string counts)
    {
        var seen = Weigh(first, second);
        Assert.Equal((Verdict.Disputed, counts), (seen.Confirmation!.Verdict, seen.Decisive!.Value.Text));
        Assert.Contains($"node#0 says healthFactor {first},", seen.Confirmation.Why, StringComparison.Ordinal);
        Assert.Contains($"node#1 says healthFactor {second}", seen.Confirmation.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.8", "0.9", "0.9")]
    [InlineData("0.9", "0.8", "0.9")]
    public void Of_a_metric_that_gets_worse_upwards_the_greater_counts(string first, string second, string counts)
    {
        var ltv = new AlertScene("ltv > 0.7", null);
        ltv.Rule = ltv.Rule with { Severity = Severity.Critical };
        Observation a = ltv.Seen(("ltv", first)), b = ltv.Seen(("ltv", second));
        Assert.Equal(counts, Assert.Single(SecondOpinion.Weigh(new("devnet", One, [a]), new("devnet", Two, [b]), [a]).Seen).Decisive!.Value.Text);
    }

    [Theory]
    [InlineData("1.2", "1.1", true)]
    [InlineData("1.2", "1.3", false)]
    [InlineData("1.2", "1.2", false)]
    public void The_reading_to_keep_is_the_worse_one(string first, string second, bool secondCounts) =>
        Assert.Equal(secondCounts, Both(first, second).SecondCounts);

    [Fact]
    public void The_same_figure_from_other_facts_is_disputed()
    {
        Observation own = Says("1.2") with { Evidence = () => new JsonObject { ["raw"] = "12" } }, other = own with { Evidence = () => new JsonObject { ["raw"] = "13" } };
        Assert.Equal(Verdict.Disputed, Assert.Single(SecondOpinion.Weigh(new("devnet", One, [own]), new("devnet", Two, [other]), [own]).Seen).Confirmation!.Verdict);
    }

    [Fact]
    public void What_only_one_of_them_knows_of_counts_and_is_disputed()
    {
        var seen = Assert.Single(SecondOpinion.Weigh(new("devnet", One, [Says("1.2")]), new("devnet", Two, []), [Says("1.2")]).Seen);
        Assert.Equal("node#0 says healthFactor 1.2, node#1 says there is no such thing", seen.Confirmation!.Why);
        Assert.Equal(Verdict.Disputed, seen.Confirmation.Verdict);
    }

    [Fact]
    public void An_event_that_the_second_does_not_know_is_told_as_disputed()
    {
        var seen = Event("0xabc/3");
        var weighed = Assert.Single(SecondOpinion.Weigh(new("devnet", One, [seen]), new("devnet", Two, []), [seen]).Seen);
        var told = Assert.Single(AlertMachine.Step(AlertState.New(weighed), weighed, Said.Nothing, scene.Now).Notifications).Write();
        Assert.Equal(Verdict.Disputed, told.Confirmation!.Verdict);
        Assert.Contains("; disputed: node#0 says liquidated: 5 USDC repaid, node#1 says there is no such thing;", told.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fires_on_the_word_of_the_second_alone_is_disputed_though_it_was_asked_about_something_else()
    {
        var weighed = SecondOpinion.Weigh(new("devnet", One, [Says("1.3")]), new("devnet", Two, [Says("1.2")]), []);
        Assert.Equal(Verdict.Disputed, Assert.Single(weighed.Seen).Confirmation!.Verdict);
        Assert.True(weighed.SecondCounts);
    }

    [Fact]
    public void Without_an_answer_it_fires_marked_and_the_summary_says_why()
    {
        var seen = Says("1.2");
        var told = scene.Takes(Assert.Single(SecondOpinion.Unconfirmed(new("devnet", One, [seen]), [seen], "no second endpoint could tell"))).Told[0].Write();
        Assert.Equal(Verdict.Unconfirmed, told.Confirmation!.Verdict);
        Assert.Contains("; unconfirmed: no second endpoint could tell;", told.Summary, StringComparison.Ordinal);
        var json = JsonNode.Parse(NotificationJson.Write(told))!;
        Assert.Equal(("unconfirmed", "node#0"), ((string?)json["confirmation"], (string?)json["endpoints"]![0]));
    }

    [Fact]
    public void What_was_not_asked_is_not_marked()
    {
        var told = scene.Reads("1.2").Told[0].Write();
        Assert.Null(JsonNode.Parse(NotificationJson.Write(told))!["confirmation"]);
        Assert.DoesNotContain("confirmed", told.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dispute_stays_one_while_the_second_does_not_answer()
    {
        scene.Takes(Weigh("1.2", "1.3")).Mine(TimeSpan.FromSeconds(12));
        scene.Takes(SecondOpinion.Unconfirmed(new("devnet", One, [Says("1.2")]), [Says("1.2")], "silence")[0]);
        Assert.Equal(Verdict.Disputed, scene.State.Confirmation!.Verdict);
    }

    ImmutableArray<Observation> Wanted(Observation seen) => SecondOpinion.Wanted("devnet", [seen], _ => scene.State, scene.Now);

    Observation Says(string healthFactor) => scene.Seen(("healthFactor", healthFactor));

    Weighed Both(string first, string second) => SecondOpinion.Weigh(new("devnet", One, [Says(first)]), new("devnet", Two, [Says(second)]), [Says(first)]);

    Observation Weigh(string first, string second) => Assert.Single(Both(first, second).Seen);

    Observation Event(string id) => Assert.Single(RuleEvaluation.Observe(DefaultRules.All, AlertScene.Loan,
        new ChainEvent("liquidated", id, scene.Block, AlertScene.Loan.Key, "liquidated: 5 USDC repaid", ImmutableDictionary<string, string>.Empty)));
}
