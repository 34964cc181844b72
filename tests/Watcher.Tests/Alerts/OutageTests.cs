using Watcher.Alerts;
using Watcher.Store;
using Xunit;
using static Watcher.Tests.Alerts.OutageScene;

namespace Watcher.Tests.Alerts;

public sealed class OutageTests
{
    readonly OutageScene scene = new();

    [Fact]
    public void A_dead_chain_is_one_page_however_many_alerts_it_blinds_and_one_word_when_it_is_over()
    {
        scene.Rules = [Rule("near"), Rule("nearer", severity: Severity.Critical), Rule("nearest")];
        scene.Cycle("0s", Chain()).Cycle("14m 59s", Chain());
        Assert.Empty(scene.Told);
        scene.Cycle("1s", Chain()).Cycle("1h", Chain()).Cycle("12s").Cycle("12s");
        Assert.Equal("unknown to ops phone, recovered to ops phone", scene.Story);
        Assert.Equal(Severity.Critical, scene.Told[0].State.Severity);
        Assert.Contains("60 alerts are blind for 10 wallets", scene.Told[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_all_affected_share_is_filled_in_and_the_rest_left_out()
    {
        scene.Cycle("0s", Chain()).Cycle("15m", Chain());
        var (all, told) = (scene.Told[0], scene.Told[0].Write());
        Assert.Equal(("near", "devnet", null, null, null), (told.Rule, told.Chain, told.Wallet, told.Label, told.Position));
        Assert.StartsWith("devnet: UNKNOWN for 15m (since 2026-01-01 00:00:00 UTC), chain devnet cannot be read: timeout (no answer in 5 s); 20 alerts", told.Summary, StringComparison.Ordinal);

        var one = new OutageScene().Cycle("0s", Deployment("main", "b")).Cycle("15m", Deployment("main", "b")).Told[0].Write();
        Assert.Equal(("near", "devnet", "b", "devnet/lender/main/0x0000000000000000000000000000000000000002"), (one.Rule, one.Chain, one.Label, one.Position));
        Assert.NotNull(one.Wallet);

        scene.Rules = [Rule("near"), Rule("other")];
        Assert.Equal("unreadable", new OutageScene { Rules = scene.Rules }.Cycle("0s", Chain()).Cycle("15m", Chain()).Told[0].Write().Rule);
        Assert.NotNull(all.State.Id);
    }

    [Fact]
    public void An_outage_shorter_than_every_budget_passes_in_silence()
    {
        scene.Cycle("0s", Chain()).Cycle("14m 59s", Chain()).Cycle("1s").Cycle("0s", Chain()).Cycle("14m 59s", Chain());
        Assert.Empty(scene.Told);
    }

    [Fact]
    public void A_longer_budget_with_other_channels_brings_them_in_when_it_is_up()
    {
        scene.Rules = [Rule("near", "5m", Severity.Warning, "ops"), Rule("patient", "30m", Severity.Critical, "ops", "phone")];
        scene.Cycle("0s", Chain()).Cycle("5m", Chain()).Cycle("24m", Chain());
        Assert.Equal("unknown to ops", scene.Story);
        scene.Cycle("1m", Chain()).Cycle("1h", Chain()).Cycle("12s");
        Assert.Equal("unknown to ops, unknown to phone, recovered to ops phone", scene.Story);
        Assert.Single(scene.Told.Select(n => n.State.Id).Distinct());
    }

    [Fact]
    public void A_channel_that_was_not_told_hears_nothing_of_the_end()
    {
        scene.Rules = [Rule("near", "5m", Severity.Warning, "ops"), Rule("patient", "30m", Severity.Critical, "phone")];
        scene.Cycle("0s", Chain()).Cycle("5m", Chain()).Cycle("12s");
        Assert.Equal("unknown to ops, recovered to ops", scene.Story);
    }

    [Fact]
    public void What_goes_blind_later_for_the_same_cause_adds_nothing()
    {
        scene.Cycle("0s", Deployment("main", "a")).Cycle("15m", Deployment("main", "a"));
        scene.Cycle("12s", Deployment("main")).Cycle("20m", Deployment("main")).Cycle("12s");
        Assert.Equal("unknown to ops phone, recovered to ops phone", scene.Story);
    }

    [Fact]
    public void What_an_outage_that_was_told_has_blinded_makes_no_page_of_a_later_one()
    {
        scene.Portfolio("0s", Chain("base")).Portfolio("15m", Chain("base")).Portfolio("1m", Chain("base"), Chain());
        Assert.Equal("unknown to ops phone", scene.Story);
        Assert.Equal(OutageScene.Start + TimeSpan.FromMinutes(16), scene.Outages.Single(o => o.Outage == Chain()).UnknownSince);
    }

    [Fact]
    public void It_makes_one_of_it_once_the_earlier_one_is_over_and_it_is_blind_still()
    {
        scene.Portfolio("0s", Chain("base")).Portfolio("15m", Chain("base")).Portfolio("1m", Chain("base"), Chain()).Portfolio("1m", Chain());
        Assert.Equal("unknown to ops phone, recovered to ops phone, unknown to ops phone", scene.Story);
        Assert.StartsWith("dao: UNKNOWN for 1m", scene.Told[^1].Write().Summary, StringComparison.Ordinal);
        scene.Portfolio("12s");
        Assert.EndsWith("unknown to ops phone, recovered to ops phone", scene.Story, StringComparison.Ordinal);
    }

    [Fact]
    public void It_carries_on_as_it_grows_to_the_whole_chain_and_shrinks_again()
    {
        scene.Cycle("0s", Deployment("main")).Cycle("15m", Deployment("main"));
        scene.Cycle("12s", Chain()).Cycle("1h", Chain());
        Assert.Equal(Chain(), Assert.Single(scene.Outages).Outage);
        scene.Cycle("12s", Deployment("prime")).Cycle("1h", Deployment("prime"));
        Assert.Equal(Deployment("prime"), Assert.Single(scene.Outages).Outage);
        Assert.Equal("unknown to ops phone", scene.Story);
        scene.Cycle("12s");
        Assert.Equal("unknown to ops phone, recovered to ops phone", scene.Story);
        Assert.Equal(scene.Told[0].State.Id, scene.Told[1].State.Id);
    }

    [Fact]
    public void It_is_as_wide_as_the_widest_of_its_causes_and_stays_so_when_nothing_changes()
    {
        scene.Cycle("0s", Deployment("main", "a")).Portfolio("0s", Deployment("main", "a"));
        scene.Cycle("12s", Deployment("main", "a"), Chain());
        var outage = Assert.Single(scene.Outages);
        Assert.Equal(Chain(), outage.Outage);
        scene.Tick(TimeSpan.Zero).Restart().Tick(TimeSpan.Zero);
        Assert.Equal(AlertStateJson.Write(outage), AlertStateJson.Write(Assert.Single(scene.Outages)));
    }

    [Fact]
    public void One_that_falls_apart_is_over_when_its_last_piece_is()
    {
        scene.Cycle("0s", Chain()).Cycle("15m", Chain()).Cycle("12s", Deployment("main", "a"), Deployment("prime")).Cycle("1m", Deployment("prime"));
        Assert.Equal("unknown to ops phone", scene.Story);
        scene.Cycle("12s");
        Assert.Equal("unknown to ops phone, recovered to ops phone", scene.Story);
    }

    [Fact]
    public void A_small_outage_that_lasts_hides_no_large_one_that_comes_long_after()
    {
        scene.Cycle("0s", Deployment("main", "a")).Cycle("15m", Deployment("main", "a")).Cycle("7d", Deployment("main", "a"));
        scene.Cycle("12s", Chain()).Cycle("14m", Chain());
        Assert.Equal("unknown to ops phone", scene.Story);
        scene.Cycle("1m", Chain()).Cycle("1h", Chain()).Cycle("12s");
        Assert.Equal("unknown to ops phone, unknown to ops phone, recovered to ops phone", scene.Story);
    }

    [Fact]
    public void One_that_grows_to_blind_a_severer_rule_is_told_again()
    {
        scene.Rules = [Rule("pools"), Rule("loans", severity: Severity.Critical) with { Wallets = ["b"] }];
        scene.Cycle("0s", Deployment("main", "a")).Cycle("15m", Deployment("main", "a"));
        Assert.Equal(Severity.Warning, scene.Told[0].State.Severity);
        scene.Cycle("12s", Chain()).Cycle("15m", Chain()).Cycle("1h", Chain()).Cycle("12s");
        Assert.Equal("unknown to ops phone, unknown to ops phone, recovered to ops phone", scene.Story);
        Assert.Equal(Severity.Critical, scene.Told[1].State.Severity);
    }

    [Fact]
    public void Two_causes_are_two_outages()
    {
        scene.Cycle("0s", Deployment("main", "a"), Deployment("prime", "b")).Cycle("15m", Deployment("main", "a"), Deployment("prime", "b"));
        Assert.Equal("unknown to ops phone, unknown to ops phone", scene.Story);
        scene.Cycle("12s", Deployment("prime", "b"));
        Assert.Equal(["a", "b", "a"], scene.Told.Select(n => n.State.Subject.Label));
    }

    [Fact]
    public void Two_chains_are_two_outages_of_which_the_living_one_says_nothing()
    {
        for (var i = 0; i < 3; i++) scene.Cycle("10m", Chain()).Cycle(TimeSpan.Zero, [], chain: "other");
        Assert.Equal("devnet", Assert.Single(scene.Told).State.Subject.Chain);
    }

    [Fact]
    public void A_second_outage_is_a_new_one_under_other_keys()
    {
        for (var i = 0; i < 2; i++) scene.Cycle("12s", Chain()).Cycle("15m", Chain()).Cycle("12s");
        Assert.Equal("unknown to ops phone, recovered to ops phone, unknown to ops phone, recovered to ops phone", scene.Story);
        Assert.Equal(4, scene.Told.Select(n => n.IdempotencyKey).Distinct().Count());
        Assert.Equal(2, scene.Told.Select(n => n.State.Id).Distinct().Count());
    }

    [Fact]
    public void A_restart_in_the_middle_tells_nothing_twice_and_forgets_nobody()
    {
        scene.Cycle("0s", Chain()).Restart().Cycle("15m", Chain()).Restart().Cycle("12s", Chain()).Restart().Tick(TimeSpan.FromHours(1)).Restart().Cycle("12s");
        Assert.Equal("unknown to ops phone, recovered to ops phone", scene.Story);
    }

    [Fact]
    public void What_was_firing_is_named_with_its_last_value_its_age_and_its_block()
    {
        scene.Cycle(TimeSpan.FromSeconds(60), [], "1.2").Cycle("60s", Chain()).Cycle("15m", Chain());
        Assert.Contains("these were firing and count as firing still: near on a (healthFactor 1.2 < 1.25, read 16m ago at block 60)", scene.Told[0].Detail, StringComparison.Ordinal);
        Assert.Contains("and 15 more; 20 alerts are blind for 10 wallets", scene.Told[0].Detail, StringComparison.Ordinal);
        scene.Cycle(TimeSpan.FromSeconds(12), [], "1.3");
        Assert.StartsWith("chain devnet can be read, firing: near on a (healthFactor 1.3 >= 1.25), ", scene.Told[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outage_that_has_moved_on_leaves_its_name_to_the_next()
    {
        scene.Cycle("0s", Deployment("main")).Cycle("15m", Deployment("main")).Cycle("12s", Chain()).Cycle("12s", Deployment("prime"));
        scene.Cycle("12s", Deployment("prime"), Deployment("main", "a")).Cycle("12s", Deployment("prime"), Deployment("main"));
        Assert.Equal(2, scene.Outages.Count(o => o.UnknownSince is not null));
        scene.Cycle("12s");
        Assert.DoesNotContain(scene.Outages, o => o.UnknownSince is not null);
    }

    [Fact]
    public void A_chain_that_is_no_longer_watched_ends_its_outage_with_a_word()
    {
        scene.Cycle("0s", Chain()).Cycle("15m", Chain());
        var end = AlertMachine.End(Assert.Single(scene.Outages), "it is no longer watched", scene.Now);
        Assert.Equal((NotificationReason.Recovered, "it is no longer watched"), (end.Notifications.Single().Reason, end.Notifications.Single().Detail));
        Assert.Equal(AlertPhase.Resolved, end.State.Phase);
    }
}
