using Watcher.Alerts;
using Xunit;
using static Watcher.Tests.Alerts.BuiltInScene;
using static Watcher.Tests.Alerts.Endpoints;

namespace Watcher.Tests.Alerts;

public sealed class EndpointLaggingTests
{
    static readonly EndpointState Behind = Good("b#1", 90, secondsBehind: 121);
    readonly BuiltInScene scene = new();

    [Fact]
    public void One_behind_its_peers_by_more_than_allowed_lags_and_so_does_one_that_was_refused_as_old()
    {
        Assert.True(EndpointLagging.Is(Behind, [Good(), Behind], Minutes(2)));
        Assert.False(EndpointLagging.Is(Good(), [Good(), Behind], Minutes(2)));
        Assert.False(EndpointLagging.Is(Behind, [Good(), Behind], Minutes(3)));
        Assert.True(EndpointLagging.Is(Bad(reason: FailureReason.Lagging), [Good(), Bad()], Minutes(2)));
        Assert.False(EndpointLagging.Is(Bad(), [Good(), Bad()], Minutes(2)));
    }

    [Fact]
    public void It_fires_after_ten_minutes_and_resolves_after_two_good_ones()
    {
        scene.Sees(EndpointLagging.Observe(Behind, [Good(), Behind], Trouble(9.9)), "Inactive:");
        scene.Sees(EndpointLagging.Observe(Behind, [Good(), Behind], Trouble(10)), "Firing: fired");
        Assert.StartsWith("endpoint b#1 of devnet: its newest block is 2m 1s behind that of the others", scene.Summary, StringComparison.Ordinal);
        scene.Sees(EndpointLagging.Observe(Good("b#1"), [Good(), Good("b#1")], Well(2)), "Resolved: resolved");
    }
}
