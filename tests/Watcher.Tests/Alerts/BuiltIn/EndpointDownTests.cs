using Watcher.Alerts;
using Xunit;
using static Watcher.Tests.Alerts.BuiltInScene;
using static Watcher.Tests.Alerts.Endpoints;

namespace Watcher.Tests.Alerts;

public sealed class EndpointDownTests
{
    readonly BuiltInScene scene = new();

    [Fact]
    public void It_fires_after_five_minutes_without_a_proper_answer()
    {
        Sees(Bad(), Trouble(4.9), "Inactive:");
        Sees(Bad(), Trouble(5), "Firing: fired");
        Assert.Equal("endpoint b#1 of devnet: timeout (no answer in 5 s); 1 of 2 endpoints of devnet are left; mend it, or take it out of the chain's Rpc.", scene.Summary);
        Sees(Bad(), Trouble(60), "Firing:");
    }

    [Fact]
    public void It_resolves_after_two_good_minutes()
    {
        Sees(Bad(), Trouble(5), "Firing: fired");
        Sees(Good("b#1"), Well(1.9), "Firing:");
        Sees(Good("b#1"), Well(2), "Resolved: resolved");
    }

    [Fact]
    public void Where_no_endpoint_answers_the_outage_says_so_instead()
    {
        scene.Sees(EndpointDown.Observe(Bad(), [Bad("a#0"), Bad()], Trouble(60)), "Inactive:");
        Sees(Bad(), Trouble(60), "Firing: fired");
        scene.Sees(EndpointDown.Observe(Good("b#1"), [Bad("a#0"), Bad()], Well(60)), "Firing:");
    }

    [Fact]
    public void One_that_only_lags_is_not_down() => Assert.Equal((true, false), (EndpointDown.Is(Bad()), EndpointDown.Is(Bad(reason: FailureReason.Lagging))));

    void Sees(EndpointState endpoint, Spell spell, string expected) => scene.Sees(EndpointDown.Observe(endpoint, [Good(), endpoint], spell), expected);
}
