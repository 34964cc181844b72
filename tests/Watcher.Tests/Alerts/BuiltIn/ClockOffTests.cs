using Watcher.Alerts;
using Xunit;
using static Watcher.Tests.Alerts.BuiltInScene;

namespace Watcher.Tests.Alerts;

public sealed class ClockOffTests
{
    static readonly BlockRef Head = AlertScene.BlockAt(100, 'a', AlertScene.Start);
    readonly BuiltInScene scene = new();

    [Theory]
    [InlineData(119, false)]
    [InlineData(121, true)]
    [InlineData(-119, false)]
    [InlineData(-121, true)]
    public void Both_directions_count(int seconds, bool off) =>
        Assert.Equal(off, ClockOff.Is(Head, AlertScene.Start + TimeSpan.FromSeconds(seconds), Minutes(2)));

    [Fact]
    public void It_fires_when_it_lasts_three_minutes_and_says_in_which_direction()
    {
        Sees(Trouble(2.9), "Inactive:", -3);
        Sees(Trouble(3), "Firing: fired", -3);
        Assert.StartsWith("devnet: this host's clock is 3m behind the newest block, though blocks keep coming; ", scene.Summary, StringComparison.Ordinal);
        Sees(Well(1), "Resolved: resolved", 0);
    }

    [Fact]
    public void A_head_that_stands_still_says_nothing_of_the_clock() =>
        scene.Sees(ClockOff.Observe("devnet", Head, AlertScene.Start + TimeSpan.FromDays(1), Trouble(60), fresh: false), "Inactive:");

    void Sees(Spell spell, string expected, double minutes) => scene.Sees(ClockOff.Observe("devnet", Head, AlertScene.Start + Minutes(minutes), spell, fresh: true), expected);
}
