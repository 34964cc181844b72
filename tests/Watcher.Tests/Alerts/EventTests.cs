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

    public EventTests() => told = AlertMachine.Step(AlertState.New(seen), seen, Said.Nothing, AlertScene.Start);

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
        var again = AlertMachine.Step(told.State, seen with { Block = AlertScene.BlockAt(101, 'b', AlertScene.Start) }, Said.Nothing, AlertScene.Start);
        Assert.Empty(again.Notifications);
        Assert.Same(told.State, again.State);
    }

    [Fact]
    public void An_event_is_neither_repeated_nor_escalated_nor_ended()
    {
        var rule = seen.Rule with { Escalate = new(TimeSpan.Zero, ["phone"]) };
        Assert.Empty(AlertMachine.Tick(rule, told.State, Said.Nothing, AlertScene.Start + TimeSpan.FromDays(9)).Notifications);
        Assert.Empty(AlertMachine.End(told.State, "the rule was removed", AlertScene.Start).Notifications);
    }

    [Fact]
    public void Two_events_are_two_alerts()
    {
        var other = RuleEvaluation.Observe(DefaultRules.All, AlertScene.Loan, Happened with { Id = "0xabc/4" }).Single();
        Assert.NotEqual(seen.Key, other.Key);
        Assert.NotEqual(told.State.Id, AlertMachine.Step(AlertState.New(other), other, Said.Nothing, AlertScene.Start).State.Id);
    }

    [Fact]
    public void An_event_in_a_silence_is_told_at_its_end()
    {
        var silenced = new Said(null, AlertScene.Start + TimeSpan.FromHours(1), UnknownToo: false);
        var held = AlertMachine.Step(AlertState.New(seen), seen, silenced, AlertScene.Start);
        Assert.Empty(held.Notifications);
        Assert.True(held.Changed);
        Assert.Empty(AlertMachine.Tick(seen.Rule, held.State, silenced, AlertScene.Start).Notifications);
        var late = AlertMachine.Tick(seen.Rule, held.State, Said.Nothing, AlertScene.Start + TimeSpan.FromHours(1));
        var draft = Assert.Single(late.Notifications);
        Assert.Equal((NotificationReason.Event, Happened.Summary, Happened.Block), (draft.Reason, draft.Detail, draft.Block));
        Assert.Empty(AlertMachine.Tick(seen.Rule, late.State, Said.Nothing, AlertScene.Start + TimeSpan.FromHours(2)).Notifications);
    }

    [Fact]
    public void An_event_that_a_silence_holds_back_is_told_when_its_rule_goes()
    {
        var held = AlertMachine.Step(AlertState.New(seen), seen, new(null, AlertScene.Start, UnknownToo: false), AlertScene.Start);
        var ended = AlertMachine.End(held.State, "the rule was removed", AlertScene.Start);
        Assert.Equal(NotificationReason.Event, Assert.Single(ended.Notifications).Reason);
        Assert.False(AlertMachine.End(ended.State, "the rule was removed", AlertScene.Start).Changed);
    }
}
