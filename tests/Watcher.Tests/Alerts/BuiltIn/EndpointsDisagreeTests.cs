using Watcher.Alerts;
using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class EndpointsDisagreeTests
{
    readonly AlertScene scene = new();
    AlertState? alert;
    StepResult? last;

    public EndpointsDisagreeTests() => scene.Rule = scene.Rule with { Severity = Severity.Critical };

    [Fact]
    public void Two_endpoints_that_tell_different_things_of_a_critical_alert_fire_it()
    {
        Cycle("1.2", "1.3");
        Assert.Equal((AlertPhase.Firing, Severity.Warning, "devnet"), (alert!.Phase, alert.Severity, alert.Key.Subject));
        var told = Assert.Single(last!.Notifications).Write();
        Assert.Contains("node#0 says healthFactor 1.2, node#1 says healthFactor 1.3", told.Summary, StringComparison.Ordinal);
        Assert.Equal("near", (string?)told.Evidence!["disputes"]![0]!["rule"]);
        Assert.Equal("node#1", (string?)told.Evidence["disputes"]![0]!["endpoints"]![1]);
    }

    [Fact]
    public void While_they_go_on_differing_it_is_told_once()
    {
        Cycle("1.2", "1.3");
        Cycle("1.2", "1.31");
        Assert.Equal(AlertPhase.Firing, alert!.Phase);
        Assert.Empty(last!.Notifications);
    }

    [Fact]
    public void It_resolves_when_they_agree()
    {
        Cycle("1.2", "1.3");
        Cycle("1.2", "1.2");
        Assert.Equal(NotificationReason.Resolved, Assert.Single(last!.Notifications).Reason);
    }

    [Fact]
    public void A_second_endpoint_that_falls_silent_settles_nothing()
    {
        Cycle("1.2", "1.3");
        Cycle("1.2", null);
        Assert.Equal(AlertPhase.Firing, alert!.Phase);
    }

    [Fact]
    public void Two_endpoints_neither_of_which_can_read_it_settle_nothing()
    {
        Cycle("1.2", "1.3");
        Cycle("unknown", "unknown");
        Assert.Equal(AlertPhase.Firing, alert!.Phase);
        Assert.True(scene.State.Confirmation!.IsDisputed);
    }

    [Fact]
    public void It_resolves_when_the_position_in_dispute_is_closed()
    {
        Cycle("1.2", "1.3");
        var before = scene.State;
        scene.Closes();
        Take([new(scene.Rule, AlertScene.Loan, Truth.NotApplicable, Truth.NotApplicable) { Block = scene.Block, Closed = true }], before);
        Assert.Equal(AlertPhase.Resolved, alert!.Phase);
    }

    [Fact]
    public void Where_nothing_was_ever_in_dispute_there_is_nothing_to_store() =>
        Assert.Null(EndpointsDisagree.Observe("devnet", scene.Block, [scene.Seen(("healthFactor", "1.2"))], [scene.State]));

    void Cycle(string first, string? second)
    {
        scene.Mine(TimeSpan.FromSeconds(12));
        Observation own = Says(first), seen = second is null
            ? SecondOpinion.Unconfirmed(new("devnet", ["node#0"], [own]), [own], "silence")[0]
            : SecondOpinion.Weigh(new("devnet", ["node#0"], [own]), new("devnet", ["node#1"], [Says(second)]), [own]).Seen[0];
        var before = scene.State;
        scene.Takes(seen);
        Take([seen], before);
    }

    void Take(Observation[] seen, AlertState before)
    {
        if (EndpointsDisagree.Observe("devnet", scene.Block, seen, alert is null ? [before] : [before, alert]) is not { } observation) return;
        last = AlertMachine.Step(alert ?? AlertState.New(observation), observation, Said.Nothing, scene.Now);
        alert = last.State;
    }

    Observation Says(string healthFactor) => scene.Seen(("healthFactor", healthFactor));
}
