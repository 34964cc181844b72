using Watcher.Alerts;
using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class FiringTests
{
    readonly AlertScene scene = new();

    [Fact]
    public void It_fires_at_the_first_breach()
    {
        scene.Reads("1.4").Stands("Inactive:");
        scene.Reads("1.25").Stands("Inactive:");
        scene.Reads("1.24").Stands("Firing: fired");
        Assert.Equal(("healthFactor", "1.24", "1.25"), (scene.State.Metric, scene.State.Value, scene.State.Threshold));
        Assert.Equal((scene.Now, scene.Block), (scene.State.FiredAt, scene.State.FiredBlock));
        Assert.Equal([new(scene.State.Id!, AlertPhase.Inactive, AlertPhase.Firing, "fired", scene.Now, scene.Block)], scene.Transitions);
    }

    [Fact]
    public void Between_the_thresholds_it_keeps_firing()
    {
        scene.Reads("1.24");
        scene.Reads("1.26").Stands("Firing:");
        scene.Reads("1.35").Stands("Firing:");
        Assert.Equal("1.35", scene.State.Value);
    }

    [Fact]
    public void It_resolves_beyond_the_clear_threshold()
    {
        scene.Reads("1.24").Reads("1.36").Stands("Resolved: resolved");
        Assert.Equal((scene.Now, "1.36"), (scene.State.ResolvedAt, scene.State.Value));
        Assert.Equal("resolved", scene.Transitions[^1].Reason);
    }

    [Fact]
    public void A_loan_without_debt_is_beyond_every_clear_threshold() => scene.Reads("1.24").Reads("Infinity").Stands("Resolved: resolved");

    [Fact]
    public void Where_a_value_fires_and_clears_at_once_firing_wins()
    {
        var contradicted = new AlertScene(clear: "healthFactor > 1.2");
        contradicted.Reads("1.24").Reads("1.22").Stands("Firing:");
        contradicted.Reads("1.25").Stands("Resolved: resolved");
    }

    [Fact]
    public void A_rule_that_does_not_apply_for_a_while_keeps_firing()
    {
        scene.Reads("1.24").Reads("n/a").Stands("Firing:");
        Assert.Equal("1.24", scene.State.Value);
    }

    [Fact]
    public void A_new_breach_after_the_end_is_a_new_alert()
    {
        var first = scene.Reads("1.24").State.Id;
        scene.Reads("1.4").Reads("1.24").Stands("Firing: fired");
        Assert.NotEqual(first, scene.State.Id);
        Assert.Equal(2, scene.State.Life);
        Assert.Equal(4, scene.Told.Select(n => n.IdempotencyKey).Append("once more").Distinct().Count());
    }

    [Fact]
    public void It_stays_with_the_metric_it_fired_by()
    {
        var either = new AlertScene("healthFactor < 1.25 or ltv > 0.7", "healthFactor > 1.35 and ltv < 0.6");
        either.Reads(("healthFactor", "1.5"), ("ltv", "0.72"));
        Assert.Equal("ltv", either.State.Metric);
        either.Reads(("healthFactor", "1.2"), ("ltv", "0.71"));
        Assert.Equal(("ltv", "0.71"), (either.State.Metric, either.State.Value));
    }

    [Fact]
    public void What_was_read_last_seen_again_changes_nothing()
    {
        scene.Reads("1.24");
        var state = scene.State;
        scene.Now += TimeSpan.FromDays(1);
        scene.Takes(scene.Seen(("healthFactor", "1.1"))).Stands("Firing:");
        Assert.Same(state, scene.State);
        Assert.False(scene.Last.Changed);
    }

    [Fact]
    public void A_good_reading_replaces_an_unreadable_one_of_the_same_block_never_the_reverse()
    {
        scene.Reads("unknown");
        scene.Takes(scene.Seen(("healthFactor", "1.2"))).Stands("Firing: fired");
        var state = scene.State;
        scene.Takes(scene.Seen(("healthFactor", "unknown")));
        Assert.Same(state, scene.State);
    }

    [Fact]
    public void After_a_reorganisation_it_moves_on_with_the_next_good_reading_though_numbers_fall()
    {
        scene.Reads("1.24").Reads("1.2");
        scene.MineAt(99, 'b', AlertScene.Start - TimeSpan.FromSeconds(5)).Takes(scene.Seen(("healthFactor", "1.24"))).Stands("Firing:");
        scene.MineAt(98, 'c', AlertScene.Start - TimeSpan.FromSeconds(9)).Takes(scene.Seen(("healthFactor", "1.4"))).Stands("Resolved: resolved");
    }

    [Fact]
    public void The_same_step_taken_again_makes_the_same_keys()
    {
        scene.Reads("1.4").Mine(TimeSpan.FromSeconds(12));
        var seen = scene.Seen(("healthFactor", "1.2"));
        var first = AlertMachine.Step(scene.State, seen, Said.Nothing, scene.Now);
        var again = AlertMachine.Step(scene.State, seen, Said.Nothing, scene.Now + TimeSpan.FromHours(1));
        Assert.Equal(Assert.Single(first.Notifications).IdempotencyKey, Assert.Single(again.Notifications).IdempotencyKey);
        Assert.Equal(first.State.Id, again.State.Id);
    }

    [Fact]
    public void A_new_database_never_takes_an_old_alerts_name()
    {
        var other = new AlertScene();
        other.Reads("2").Reads("1.24");
        Assert.NotEqual(scene.Reads("1.24").State.Id, other.State.Id);
    }

    [Fact]
    public void A_quiet_block_is_nothing_to_store()
    {
        scene.Reads("1.4");
        Assert.False(scene.Last.Changed);
        scene.Reads("1.24");
        Assert.True(scene.Last.Changed);
        scene.Reads("1.24");
        Assert.False(scene.Last.Changed);
        scene.Reads("1.23");
        Assert.True(scene.Last.Changed);
    }

    [Fact]
    public void A_channel_added_while_it_fires_hears_of_its_end()
    {
        scene.Rule = scene.Rule with { Channels = ["ops"] };
        scene.Reads("1.24");
        scene.Rule = scene.Rule with { Channels = ["ops", "phone"], Severity = Severity.Critical };
        scene.Reads("1.4");
        Assert.Equal(("ops", "ops phone"), (string.Join(' ', scene.Told[0].Channels), string.Join(' ', scene.Told[1].Channels)));
        Assert.Equal(Severity.Critical, scene.Told[1].State.Severity);
    }
}
