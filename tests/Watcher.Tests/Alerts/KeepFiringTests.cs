using Watcher.Alerts;
using Xunit;

namespace Watcher.Tests.Alerts;

/// <summary>Blocks are 12 s apart: with <c>KeepFiring</c> 24 s, the third block in a row beyond the clear threshold resolves.</summary>
public sealed class KeepFiringTests
{
    readonly AlertScene scene = new();

    public KeepFiringTests() => scene.Rule = scene.Rule with { KeepFiring = TimeSpan.FromSeconds(24) };

    [Fact]
    public void It_resolves_once_the_clear_condition_has_held_for_KeepFiring_of_block_time()
    {
        scene.Reads("1.2").Reads("1.4").Stands("Firing:");
        scene.Reads("1.36").Stands("Firing:");
        scene.Reads("1.4").Stands("Resolved: resolved");
        Assert.Null(scene.State.ClearSince);
    }

    [Fact]
    public void The_wall_clock_alone_clears_nothing() => scene.Reads("1.2").Reads("1.4").Ticks(TimeSpan.FromHours(1)).Stands("Firing:");

    [Theory]
    [InlineData("1.2")]
    [InlineData("1.3")]
    [InlineData("n/a")]
    public void What_is_not_clear_begins_the_wait_anew(string value)
    {
        scene.Reads("1.2").Reads("1.4").Reads("1.4").Reads(value).Reads("1.4").Reads("1.4").Stands("Firing:");
        scene.Reads("1.4").Stands("Resolved: resolved");
    }

    [Fact]
    public void Unknown_neither_satisfies_nor_resets_the_wait_to_clear()
    {
        scene.Reads("1.2").Reads("1.4").Reads("unknown").Stands("Firing:");
        scene.Reads("unknown").Stands("Firing:");
        scene.Reads("1.4").Stands("Resolved: resolved");
    }

    [Fact]
    public void A_block_that_a_reorganisation_put_earlier_counts_from_its_own_time_here_too()
    {
        scene.Reads("1.2").Reads("1.4");
        scene.MineAt(102, 'b', scene.Block.Timestamp - TimeSpan.FromSeconds(6)).Takes(scene.Seen(("healthFactor", "1.4"))).Stands("Firing:");
        scene.Reads("1.4").Stands("Firing:");
        scene.Reads("1.4").Stands("Resolved: resolved");
    }

    [Fact]
    public void While_it_is_clear_nobody_is_reminded_or_woken_but_once_it_holds_again_they_are()
    {
        scene.Rule = scene.Rule with { Escalate = new(TimeSpan.FromMinutes(30), ["phone"]) };
        scene.Reads("1.2").Reads("1.4").Ticks(TimeSpan.FromHours(7)).Stands("Firing:");
        scene.Reads("1.2").Stands("Firing: escalated");
    }

    [Fact]
    public void A_closed_position_resolves_at_once() => scene.Reads("1.2").Closes().Stands("Resolved: resolved");
}
