using System.Text.Json.Nodes;
using Watcher.Alerts;
using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class ChannelFailingTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly ChannelHealth Healthy = new("ops", 0, null, null, Start, Pending: 0, Rejected: 1);
    static readonly ChannelHealth Failing = new("ops", 3, Start, "ops.example: HTTP 410", null, Pending: 2, Rejected: 1);

    AlertState state = new(new("channel-failing", "channel/ops"), ChannelFailing.Subject("ops"));
    StepResult last = null!;

    [Fact]
    public void A_refused_message_fires_at_once()
    {
        Sees(Failing, refused: true);
        Assert.Equal((AlertPhase.Firing, Severity.Warning), (state.Phase, state.Severity));
        Assert.Equal("Fired", Told);
    }

    [Fact]
    public void A_channel_that_fails_fires_after_five_minutes()
    {
        Sees(Failing, TimeSpan.FromSeconds(299));
        Assert.Equal(AlertPhase.Inactive, state.Phase);
        Assert.False(last.Changed);
        Sees(Failing, TimeSpan.FromSeconds(300));
        Assert.Equal((AlertPhase.Firing, "Fired"), (state.Phase, Told));
    }

    [Fact]
    public void A_channel_that_goes_on_failing_is_told_once()
    {
        Sees(Failing, refused: true);
        Sees(Failing, TimeSpan.FromMinutes(1));
        Assert.False(last.Changed);
        Sees(Failing with { Failures = 4, Rejected = 2 }, TimeSpan.FromMinutes(2), refused: true);
        Assert.Equal((AlertPhase.Firing, ""), (state.Phase, Told));
        Assert.Contains("4 failed tries", state.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_delivery_that_succeeds_resolves_it_aloud()
    {
        Sees(Failing, refused: true);
        Sees(Healthy, TimeSpan.FromMinutes(1));
        Assert.Equal((AlertPhase.Resolved, "Resolved"), (state.Phase, Told));
        Assert.Equal("channel ops: resolved, it takes messages again; 0 messages wait, 1 given up so far.", Summary);
        Sees(Healthy, TimeSpan.FromMinutes(2));
        Assert.False(last.Changed);
    }

    [Fact]
    public void A_channel_that_fails_again_is_a_new_alert()
    {
        var first = Sees(Failing, refused: true).Id;
        Sees(Healthy, TimeSpan.FromMinutes(1));
        Assert.NotEqual(first, Sees(Failing, TimeSpan.FromMinutes(2), refused: true).Id);
        Assert.Equal("Fired", Told);
    }

    [Fact]
    public void A_healthy_channel_is_nothing_to_store()
    {
        Sees(Healthy);
        Assert.False(last.Changed);
    }

    [Fact]
    public void No_message_goes_through_the_channel_it_is_about()
    {
        Sees(Failing, refused: true);
        var draft = Assert.Single(last.Notifications);
        Assert.False(draft.IsFor("ops"));
        Assert.True(draft.IsFor("phone"));
        Assert.False((draft with { Channels = ["ops"] }).IsFor("ops"));
        Assert.False((draft with { Channels = ["OPS", "mail"] }).IsFor("phone"));
    }

    [Fact]
    public void The_summary_says_which_since_when_what_came_back_what_waits_and_what_to_do()
    {
        Sees(Failing, refused: true);
        Assert.Equal("channel ops: 3 failed tries in a row since 2026-01-01 00:00:00 UTC, the last answer was ops.example: HTTP 410; "
            + "2 messages wait, 1 given up so far; mend its settings or its receiver, then prove it with 'watcher notify test ops'.", Summary);
    }

    [Fact]
    public void A_reminder_says_for_how_long()
    {
        Sees(Failing, refused: true);
        last = AlertMachine.Tick(BuiltInRules.ChannelFailing, state, Said.Nothing, Start + TimeSpan.FromHours(6));
        Assert.StartsWith("channel ops: reminder 1, firing since 2026-01-01 00:00:00 UTC (for 6h), 3 failed tries in a row since ", Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_notification_leaves_out_wallet_position_metric_and_block()
    {
        Sees(Failing, refused: true);
        var json = JsonNode.Parse(NotificationJson.Write(Assert.Single(last.Notifications).Write()))!.AsObject();
        Assert.Equal(["schema", "id", "idempotencyKey", "reason", "drill", "severity", "rule", "summary", "firedAt", "evidence"], json.Select(field => field.Key));
        Assert.Equal("""{"channel":"ops","failures":3,"pending":2,"rejected":1,"failingSince":"2026-01-01T00:00:00Z","lastError":"ops.example: HTTP 410"}""",
            json["evidence"]!.ToJsonString());
    }

    [Fact]
    public void It_goes_on_while_the_channel_is_configured_and_ends_with_one_message_when_it_is_not()
    {
        Sees(Failing, refused: true);
        Assert.Null(AlertEndings.Why(state, BuiltInRules.All, _ => true));
        var why = AlertEndings.Why(state, BuiltInRules.All, _ => false)!;
        last = AlertMachine.End(state, why, Start);
        Assert.Equal(("Resolved", "channel ops: resolved, it is no longer configured."), (Told, Summary));
        Assert.False(AlertMachine.End(last.State, why, Start).Changed);
    }

    string Told => string.Join(' ', last.Notifications.Select(n => n.Reason));

    string Summary => Assert.Single(last.Notifications).Write().Summary;

    AlertState Sees(ChannelHealth health, TimeSpan after = default, bool refused = false)
    {
        last = AlertMachine.Step(state, ChannelFailing.Observe(health, Start + after, refused), Said.Nothing, Start + after);
        return state = last.State;
    }
}
