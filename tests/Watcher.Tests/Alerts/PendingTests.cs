using Watcher.Alerts;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class PendingTests
{
    readonly AlertScene scene = new();

    public PendingTests() => scene.Rule = scene.Rule with { For = TimeSpan.FromSeconds(30) };

    [Fact]
    public void It_waits_while_For_asks_for_longer()
    {
        scene.Reads("1.2").Stands("Pending:");
        Assert.Equal(scene.Block.Timestamp, scene.State.PendingSince);
        scene.Reads("1.2").Stands("Pending:");
        Assert.NotNull(scene.State.Id);
    }

    [Fact]
    public void It_fires_once_the_condition_has_held_for_For_of_block_time()
    {
        scene.Reads("1.2").Reads("1.2").Reads("1.2").Stands("Pending:"); // 0, 12, 24 s
        var id = scene.State.Id;
        scene.Reads("1.2").Stands("Firing: fired"); // 36 s
        Assert.Equal(id, scene.State.Id);
        Assert.Equal(["pending", "fired"], scene.Transitions.Select(t => t.Reason));
    }

    [Fact]
    public void The_wall_clock_alone_does_not_end_the_wait()
    {
        scene.Reads("1.2").Ticks(TimeSpan.FromHours(1)).Stands("Pending:");
        scene.MineAt(scene.Block.Number + 1, 'a', scene.Block.Timestamp + TimeSpan.FromSeconds(29)).Takes(scene.Seen(("healthFactor", "1.2"))).Stands("Pending:");
    }

    [Theory]
    [InlineData("1.25")]
    [InlineData("1.4")]
    public void A_calm_block_ends_the_wait(string healthFactor)
    {
        scene.Reads("1.2").Reads("1.2").Reads(healthFactor).Stands("Inactive:");
        scene.Reads("1.2").Reads("1.2").Reads("1.2").Stands("Pending:");
    }

    [Fact]
    public void Unknown_neither_satisfies_nor_resets_the_wait()
    {
        scene.Reads("1.2").Reads("unknown").Reads("unknown").Reads("unknown").Stands("Pending:"); // 36 s, none good
        scene.Reads("1.2").Stands("Firing: fired");
    }

    [Fact]
    public void What_no_longer_applies_waits_no_more()
    {
        scene.Reads("1.2").Reads("n/a").Stands("Inactive:");
        scene.Reads("1.2").Closes().Stands("Inactive:");
    }

    [Fact]
    public void A_block_that_a_reorganisation_put_earlier_counts_from_its_own_time()
    {
        scene.Reads("1.2");
        scene.MineAt(99, 'b', AlertScene.Start).Takes(scene.Seen(("healthFactor", "1.2"))).Stands("Pending:");
        Assert.Equal(AlertScene.Start, scene.State.PendingSince);
        scene.MineAt(100, 'b', AlertScene.Start + TimeSpan.FromSeconds(29)).Takes(scene.Seen(("healthFactor", "1.2"))).Stands("Pending:");
        scene.MineAt(101, 'b', AlertScene.Start + TimeSpan.FromSeconds(30)).Takes(scene.Seen(("healthFactor", "1.2"))).Stands("Firing: fired");
    }

    [Fact]
    public void The_same_block_again_brings_it_no_nearer()
    {
        scene.Reads("1.2");
        for (var i = 0; i < 10; i++) scene.Takes(scene.Seen(("healthFactor", "1.2"))).Stands("Pending:");
        Assert.Equal(scene.Block.Timestamp, scene.State.PendingSince);
    }
}
