using Watcher.Alerts;
using Xunit;
using static Watcher.Tests.Alerts.BuiltInScene;

namespace Watcher.Tests.Alerts;

public sealed class ChainHaltedTests
{
    static readonly BlockRef Head = AlertScene.BlockAt(100, 'a', AlertScene.Start);
    readonly BuiltInScene scene = new();

    [Fact]
    public void It_fires_when_the_head_has_stood_still_for_too_long_and_resolves_with_the_next_block()
    {
        Sees(Trouble(4.9), "Inactive:");
        Sees(Trouble(5), "Firing: fired");
        Assert.StartsWith("devnet: the nodes answer, but no block was added for 5m: the head stands at 100; ", scene.Summary, StringComparison.Ordinal);
        Sees(Well(0), "Resolved: resolved");
        Assert.Contains("blocks are added again: 100", scene.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_block_can_be_had_the_outage_says_so_instead() => Sees(Trouble(60), "Inactive:", reached: false);

    [Theory]
    [InlineData(12, null, false, 5d)]
    [InlineData(60, null, false, 10d)]
    [InlineData(12, 60d, false, 60d)]
    [InlineData(12, 2d, false, 5d)]
    [InlineData(12, null, true, null)]
    [InlineData(12, 60d, true, 60d)]
    public void Ten_cycles_at_least_five_minutes_or_as_configured_and_never_on_a_local_chain_that_says_nothing(int every, double? maxHeadAge, bool local, double? limit) =>
        Assert.Equal(limit is { } minutes ? Minutes(minutes) : null,
            ChainHalted.Limit(TimeSpan.FromSeconds(every), maxHeadAge is { } age ? Minutes(age) : null, local));

    void Sees(Spell still, string expected, bool reached = true) => scene.Sees(ChainHalted.Observe("devnet", Head, still, Minutes(5), reached), expected);
}
