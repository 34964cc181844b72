using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Positions;
using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class EventTests
{
    static readonly ChainEvent Happened = new("liquidated", "0xabc/3", AlertScene.BlockAt(101, 'a', AlertScene.Start), AlertScene.Loan.Key,
        "liquidated: 5 USDC repaid, 0.003 WETH seized", ImmutableDictionary<string, string>.Empty);

    readonly Observation seen = RuleEvaluation.Observe(DefaultRules.All, AlertScene.Loan, Happened).Single();
    readonly StepResult told;

    public EventTests() => told = AlertMachine.Step(AlertState.New(seen), seen, AlertScene.Start);

    [Fact]
    public void An_event_is_told_at_once()
    {
        var draft = Assert.Single(told.Notifications);
        Assert.Equal((NotificationReason.Event, "liquidated: 5 USDC repaid, 0.003 WETH seized", Happened.Block), (draft.Reason, draft.Detail, draft.Block));
        Assert.Equal((AlertPhase.Firing, true, Severity.Critical), (told.State.Phase, told.State.IsEvent, told.State.Severity));
    }

    [Fact]
    public void The_same_event_is_told_once_however_often_it_is_read()
    {
        var again = AlertMachine.Step(told.State, seen with { Block = AlertScene.BlockAt(101, 'b', AlertScene.Start) }, AlertScene.Start);
        Assert.Empty(again.Notifications);
        Assert.Same(told.State, again.State);
    }

    [Fact]
    public void An_event_is_neither_repeated_nor_escalated_nor_ended()
    {
        var rule = seen.Rule with { Escalate = new(TimeSpan.Zero, ["phone"]) };
        Assert.Empty(AlertMachine.Tick(rule, told.State, AlertScene.Start + TimeSpan.FromDays(9)).Notifications);
        Assert.Empty(AlertMachine.End(told.State, "the rule was removed", AlertScene.Start).Notifications);
    }

    [Fact]
    public void Two_events_are_two_alerts()
    {
        var other = RuleEvaluation.Observe(DefaultRules.All, AlertScene.Loan, Happened with { Id = "0xabc/4" }).Single();
        Assert.NotEqual(seen.Key, other.Key);
        Assert.NotEqual(told.State.Id, AlertMachine.Step(AlertState.New(other), other, AlertScene.Start).State.Id);
    }
}
