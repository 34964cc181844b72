using Watcher.Alerts;
using Xunit;
using static Watcher.Tests.Alerts.BuiltInScene;
using static Watcher.Tests.Alerts.Endpoints;

namespace Watcher.Tests.Alerts;

public sealed class EndpointsForkedTests
{
    readonly BuiltInScene scene = new();

    [Fact]
    public void Only_heads_of_one_height_can_disagree()
    {
        Assert.True(EndpointsForked.Is([Good(), Good("b#1", fork: 'b')]));
        Assert.False(EndpointsForked.Is([Good(), Good("b#1")]));
        Assert.Null(EndpointsForked.Is([Good(), Good("b#1", 101, 'b')]));
        Assert.Null(EndpointsForked.Is([Good(), Bad()]));
    }

    [Fact]
    public void It_fires_when_it_lasts_two_minutes_and_names_both_blocks()
    {
        var (a, b) = (Good(), Good("b#1", fork: 'b'));
        scene.Sees(EndpointsForked.Observe("devnet", [a, b], Trouble(1.9)), "Inactive:");
        scene.Sees(EndpointsForked.Observe("devnet", [a, b], Trouble(2)), "Firing: fired");
        Assert.Contains($"a#0: 100 {a.Head!.Hash}, b#1: 100 {b.Head!.Hash}", scene.Summary, StringComparison.Ordinal);
        scene.Sees(EndpointsForked.Observe("devnet", [a, a], Well(2)), "Resolved: resolved");
    }
}
