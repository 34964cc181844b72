using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Positions;
using Watcher.Rules;
using Watcher.Tests.Rules;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class EndingTests
{
    readonly AlertScene scene = new();

    [Fact]
    public void A_closed_position_resolves_its_alert_and_says_closed()
    {
        scene.Reads("1.2").Closes().Stands("Resolved: resolved");
        Assert.Equal("the position is closed", scene.Told[^1].Detail);
        Assert.Equal("closed", scene.Transitions[^1].Reason);
        scene.Closes().Stands("Resolved:");
    }

    [Fact]
    public void A_removed_rule_ends_its_alert_with_one_message_that_says_so()
    {
        scene.Reads("1.2").Ends("the rule 'near' was removed").Stands("Resolved: resolved");
        Assert.Equal("the rule 'near' was removed", scene.Told[^1].Detail);
        scene.Ends("the rule 'near' was removed").Stands("Resolved:");
        Assert.False(scene.Last.Changed);
    }

    [Fact]
    public void What_only_waited_or_was_quiet_ends_in_silence()
    {
        scene.Rule = scene.Rule with { For = TimeSpan.FromMinutes(1) };
        scene.Reads("1.2").Ends("the rule 'near' was removed").Stands("Inactive:");
        scene.Reads("1.4").Ends("the rule 'near' was removed").Stands("Inactive:");
    }

    [Fact]
    public void An_outage_that_was_told_ends_with_a_word_too()
    {
        scene.Reads("unknown").Ticks(TimeSpan.FromHours(1)).Ends("it is no longer watched").Stands("Inactive: recovered");
        Assert.DoesNotContain(scene.OutageStates, o => o.UnknownSince is not null);
    }

    [Fact]
    public void An_edited_rule_starts_anew_on_the_same_block()
    {
        var first = scene.Reads("1.2").State.Id;
        scene.Ends("the rule 'near' was changed");
        scene.Takes(scene.Seen(("healthFactor", "1.2"))).Stands("Firing: fired");
        Assert.NotEqual(first, scene.State.Id);
    }

    [Fact]
    public void Why_a_watch_ends_is_a_sentence()
    {
        scene.Reads("1.2");
        var edited = scene.Rule with { Trigger = Trigger.Parse("healthFactor < 1.2", null, Metrics.Vocabulary) };
        Assert.Null(Why([scene.Rule]));
        Assert.Null(Why([scene.Rule with { Repeat = TimeSpan.FromHours(1), Channels = ["ops"] }]));
        Assert.Equal("the rule 'near' was removed", Why([scene.Rule with { Name = "far" }]));
        Assert.Equal("the rule 'near' was changed to: healthFactor < 1.2", Why([edited]));
        Assert.Equal("the rule 'near' no longer covers it", Why([scene.Rule with { Protocols = ["uniswap-v3"] }]));
    }

    [Fact]
    public void What_is_no_longer_watched_says_what_went_of_its_wallet_chain_portfolio_or_channel()
    {
        Assert.Equal("the wallet is no longer watched on devnet", Unwatched(AlertScene.Loan));
        Assert.Equal("no wallet is watched on this chain any more", Unwatched(new("devnet") { Chain = "devnet" }));
        Assert.Equal("the portfolio is no longer configured", Unwatched(new("dao") { Label = "dao" }));
        Assert.Equal("it is no longer configured", Unwatched(ChannelFailing.Subject("ops")));
    }

    [Fact]
    public void Only_a_good_reading_without_the_position_closes_it()
    {
        scene.Reads("1.2");
        var subject = new Subject("devnet", "aave-v3", "main", AlertScene.Loan.Wallet!.Value);
        var seen = Assert.Single(Closed(new GoodReading(subject, scene.Block, [], [])));
        Assert.Equal((true, scene.State.Key), (seen.Closed, seen.Key));
        Assert.Empty(Closed(new GoodReading(subject, scene.Block, [new WalletPosition(AlertScene.Loan.Position!, "aave-v3", "main", [])], [])));
        Assert.Empty(Closed(new UnreadableReading(subject, scene.Block, new(FailureReason.Timeout, "no answer"))));
        Assert.Empty(Closed(new GoodReading(subject with { Deployment = "prime" }, scene.Block, [], [])));
        Assert.Empty(Closed(new GoodReading(subject with { Wallet = Address.Zero }, scene.Block, [], [])));
    }

    ImmutableArray<Observation> Closed(Reading reading) => ClosedPositions.Of([reading], [scene.State], [scene.Rule]);

    static string? Unwatched(AlertSubject subject) => AlertEndings.Why(new(new("near", subject.Key), subject), [], _ => false);

    string? Why(Rule[] rules) => AlertEndings.Why(scene.State, rules, _ => true);
}
