using Watcher.Alerts;
using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class SilenceTests
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    static readonly AlertKey Key = new("near", AlertScene.Loan.Key);
    readonly AlertScene scene = new();

    public SilenceTests() => scene.Rule = scene.Rule with { Worsen = BigDecimal.Parse("0.05") };

    [Fact]
    public void A_silence_holds_back_and_at_its_end_what_still_fires_is_told()
    {
        scene.Silences(Hour).Reads("1.2").Reads("1.1").Ticks(TimeSpan.FromMinutes(50)).Stands("Firing:");
        scene.Ticks(TimeSpan.FromMinutes(10)).Stands("Firing: fired");
    }

    [Fact]
    public void What_began_and_ended_in_a_silence_is_never_told()
    {
        scene.Silences(Hour).Reads("1.2").Reads("1.4").Stands("Resolved:");
        Assert.Equal(["fired", "resolved"], scene.Transitions.Select(t => t.Reason));
    }

    [Fact]
    public void What_got_worse_in_a_silence_is_told_at_its_end_by_how_much()
    {
        scene.Reads("1.2").Silences(Hour).Reads("1.1").Stands("Firing:");
        scene.Ticks(Hour).Stands("Firing: worsened"); // (1.2 - 1.1) / 1.2 = 8.33 %
        Assert.Equal("worse by 8.33% since the last healthFactor told, 1.2", scene.Told[^1].Detail);
        scene.Ticks(Hour).Stands("Firing:");
    }

    [Fact]
    public void A_silence_ended_before_its_time_holds_nothing_back_any_more()
    {
        scene.Silences(Hour).Reads("1.2").Stands("Firing:");
        scene.Steering = scene.Steering with { Silences = [scene.Steering.Silences[0] with { Ended = scene.Now }] };
        scene.Ticks(TimeSpan.Zero).Stands("Firing: fired");
    }

    [Fact]
    public void The_end_of_what_was_told_and_unknown_pass_through_a_silence()
    {
        scene.Reads("1.2").Silences(TimeSpan.FromDays(1)).Reads("unknown").Ticks(TimeSpan.FromMinutes(15)).Stands("Firing: unknown");
        scene.Ticks(TimeSpan.FromHours(6)).Stands("Firing:");
        scene.Reads("1.4").Stands("Resolved: resolved recovered");
    }

    [Fact]
    public void Only_a_silence_that_says_so_holds_back_unknown_and_at_its_end_it_is_told()
    {
        scene.Reads("1.2").Silences(Hour, s => s with { Unknown = true }).Reads("unknown").Ticks(TimeSpan.FromMinutes(59)).Stands("Firing:");
        scene.Ticks(TimeSpan.FromMinutes(1)).Stands("Firing: unknown");
    }

    [Fact]
    public void An_outage_itself_is_held_back_by_the_name_of_its_rule_and_told_at_the_end()
    {
        var outage = new OutageScene { Steering = Steering.None with { Silences = [new(1, AlertScene.Start, AlertScene.Start + Hour) { Rule = BuiltInRules.Unreadable.Name }] } };
        outage.Cycle("12s", OutageScene.Chain()).Cycle("50m", OutageScene.Chain());
        Assert.Empty(outage.Told);
        outage.Cycle("10m", OutageScene.Chain());
        Assert.Equal("unknown to ops phone", outage.Story);
    }

    [Fact]
    public void An_outage_that_passes_within_such_a_silence_is_never_told() =>
        scene.Silences(Hour, s => s with { Unknown = true }).Reads("unknown").Ticks(TimeSpan.FromMinutes(30)).Reads("1.4").Stands("Inactive:");

    [Fact]
    public void A_silence_outlasts_the_life_it_was_made_in() => scene.Reads("1.2").Silences(Hour).Reads("1.4").Reads("1.2").Stands("Firing:");

    [Fact]
    public void A_silence_of_another_subject_hides_nothing()
    {
        scene.Silences(Hour, s => s with { Wallet = Address.Zero.ToString() }).Silences(Hour, s => s with { Rule = "far" })
            .Silences(Hour, s => s with { Protocol = "uniswap-v3" }).Silences(Hour, s => s with { Chain = "base" }).Silences(Hour, s => s with { Subject = "devnet" });
        scene.Reads("1.2").Stands("Firing: fired");
        scene.Reads("1.1").Stands("Firing: worsened");
    }

    [Fact]
    public void It_takes_what_meets_all_that_it_names()
    {
        var named = new Silence(1, AlertScene.Start, AlertScene.Start + Hour)
        {
            Rule = "NEAR",
            Subject = AlertScene.Loan.Key,
            Wallet = "0x00000000000000000000000000000000000000a1",
            Protocol = "aave-v3",
            Chain = "devnet",
        };
        Assert.True(named.Covers(Key, AlertScene.Loan));
        Assert.False(named.Covers(Key, AlertScene.Loan with { Chain = "base" }));
        Assert.False(named.Covers(Key with { Rule = "far" }, AlertScene.Loan));
        Assert.False((named with { Rule = null, Subject = null }).Covers(Key, new("devnet") { Chain = "devnet" }));
    }

    [Fact]
    public void A_portfolio_is_silenced_by_its_label_and_not_by_that_of_a_wallet()
    {
        var treasury = new Silence(1, AlertScene.Start, AlertScene.Start + Hour) { Wallet = "treasury" };
        Assert.True(treasury.Covers(new("drift", "treasury"), new("treasury") { Label = "treasury" }));
        Assert.False(treasury.Covers(Key, AlertScene.Loan)); // a wallet of that label is silenced by its address
    }

    [Fact]
    public void The_watchers_own_alerts_are_silenced_only_by_the_name_of_their_rule()
    {
        var (key, subject) = (new AlertKey(BuiltInRules.ChannelFailing.Name, "channel/ops"), ChannelFailing.Subject("ops"));
        var all = new Silence(1, AlertScene.Start, AlertScene.Start + Hour);
        Assert.True(all.TakesEverything);
        Assert.True(all.Covers(Key, AlertScene.Loan));
        Assert.False(all.Covers(key, subject));
        Assert.True((all with { Rule = "channel-failing" }).Covers(key, subject));
    }
}
