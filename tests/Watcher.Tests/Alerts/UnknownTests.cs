using Watcher.Alerts;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class UnknownTests
{
    static readonly TimeSpan AlmostTold = TimeSpan.FromSeconds(15 * 60 - 1), OneSecond = TimeSpan.FromSeconds(1);
    readonly AlertScene scene = new();

    [Fact]
    public void Unknown_resolves_nothing()
    {
        scene.Reads("1.2").Reads("unknown").Stands("Firing:");
        Assert.Equal("1.2", scene.State.Value);
        scene.Reads("1.26").Stands("Firing:");
        Assert.Null(scene.State.UnknownSince);
    }

    [Fact]
    public void A_clear_condition_that_is_unknown_resolves_nothing()
    {
        var watched = new AlertScene("healthFactor < 1.25", "healthFactor > 1.35 and ltv < 0.6");
        watched.Reads(("healthFactor", "1.2"), ("ltv", "0.7"));
        watched.Reads(("healthFactor", "1.4"), ("ltv", "unknown")).Stands("Firing:");
        Assert.NotNull(watched.State.UnknownSince);
    }

    [Fact]
    public void A_breach_that_is_certain_fires_though_something_else_is_unknown() =>
        new AlertScene("healthFactor < 1.25 or ltv > 0.7").Reads(("healthFactor", "1.2"), ("ltv", "unknown")).Stands("Firing: fired");

    [Fact]
    public void It_pages_once_when_it_lasts_beyond_UnknownAfter()
    {
        scene.Reads("1.4").Reads("unknown").Stands("Inactive:");
        scene.Ticks(AlmostTold).Stands("Inactive:");
        scene.Ticks(OneSecond).Stands("Inactive: unknown");
        scene.Ticks(TimeSpan.FromDays(1)).Reads("unknown").ReadsNothing().Stands("Inactive:");
        Assert.Equal("Unknown", scene.AllTold);
        Assert.Contains("timeout", scene.Told[0].Detail, StringComparison.Ordinal);
        Assert.Equal("unknown", scene.Transitions[^1].Reason);
    }

    [Fact]
    public void A_clock_set_back_by_hours_puts_the_page_off_by_UnknownAfter_at_most()
    {
        scene.Reads("1.4").Reads("unknown").Ticks(-TimeSpan.FromHours(3)).Stands("Inactive:");
        scene.Ticks(AlmostTold).Stands("Inactive:");
        scene.Ticks(OneSecond).Stands("Inactive: unknown");
        Assert.Contains($"since {scene.Now - AlmostTold - OneSecond:yyyy-MM-dd HH:mm:ss} UTC", scene.Told[0].Write().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void It_pages_though_the_chain_stands_still_or_no_block_can_be_had()
    {
        scene.ReadsNothing().Ticks(AlmostTold + OneSecond).Stands("Inactive: unknown");
        Assert.Null(scene.Told[0].Block);
    }

    [Fact]
    public void It_pages_within_the_step_where_no_patience_is_asked_for()
    {
        scene.Rule = scene.Rule with { UnknownAfter = TimeSpan.Zero };
        scene.Reads("unknown").Stands("Inactive: unknown");
    }

    [Fact]
    public void The_block_read_well_before_the_outage_read_again_ends_it()
    {
        scene.Reads("1.2").ReadsNothing();
        Assert.NotNull(scene.State.UnknownSince);
        scene.Takes(scene.Seen(("healthFactor", "unknown")));
        Assert.NotNull(scene.State.UnknownSince);
        scene.Takes(scene.Seen(("healthFactor", "1.2"))).Stands("Firing:");
        Assert.Null(scene.State.UnknownSince);
        scene.Ticks(TimeSpan.FromHours(1)).Stands("Firing:");
    }

    [Fact]
    public void It_recovers_aloud_once_after_a_page()
    {
        scene.Reads("unknown").Ticks(AlmostTold + OneSecond).Reads("1.4").Stands("Inactive: recovered");
        scene.Reads("1.4").Stands("Inactive:");
        Assert.Null(scene.State.UnknownSince);
    }

    [Fact]
    public void A_short_outage_passes_in_silence()
    {
        scene.Reads("unknown").Ticks(AlmostTold).Reads("1.4").Stands("Inactive:");
        scene.Reads("unknown").Ticks(AlmostTold).Stands("Inactive:");
        Assert.Empty(scene.Told);
    }

    [Fact]
    public void A_second_outage_pages_again_under_another_key()
    {
        for (var i = 0; i < 2; i++) scene.Reads("unknown").Ticks(AlmostTold + OneSecond).Reads("1.4");
        Assert.Equal("Unknown Recovered Unknown Recovered", scene.AllTold);
        Assert.Equal(4, scene.Told.Select(n => n.IdempotencyKey).Distinct().Count());
    }

    [Fact]
    public void What_was_firing_stays_firing_through_an_outage_and_may_resolve_after_it()
    {
        scene.Reads("1.2").Reads("unknown").Ticks(AlmostTold + OneSecond).Stands("Firing: unknown");
        scene.Reads("1.4").Stands("Resolved: resolved recovered");
    }

    [Fact]
    public void A_breach_found_after_an_outage_fires_after_it_recovered() =>
        scene.Reads("unknown").Ticks(AlmostTold + OneSecond).Reads("1.2").Stands("Firing: fired recovered");

    [Fact]
    public void What_resolved_before_stays_so_through_an_outage()
    {
        scene.Reads("1.2").Reads("1.4").Reads("unknown").Ticks(AlmostTold + OneSecond).Stands("Resolved: unknown");
        scene.Reads("1.4").Stands("Resolved: recovered");
    }

    [Fact]
    public void The_age_of_the_last_good_reading_is_known()
    {
        scene.Reads("1.2");
        var good = scene.Block;
        scene.Reads("unknown").Reads("unknown");
        Assert.Equal(good, scene.State.LastGood);
        scene.Takes(scene.Seen(("healthFactor", "unknown")) with { LastGood = AlertScene.BlockAt(99, 'a', AlertScene.Start) });
        Assert.Equal(99ul, scene.State.LastGood!.Number);
    }

    [Fact]
    public void What_was_never_anything_knows_when_it_was_read_well_too()
    {
        scene.Reads("1.6").Reads("1.6");
        var good = scene.Block;
        scene.Reads("unknown");
        Assert.Equal(good, scene.State.LastGood);
    }
}
