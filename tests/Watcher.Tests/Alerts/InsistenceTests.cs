using Watcher.Alerts;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class InsistenceTests
{
    static readonly TimeSpan Repeat = TimeSpan.FromHours(6);
    readonly AlertScene scene = new();

    public InsistenceTests() => scene.Rule = scene.Rule with { Worsen = BigDecimal.Parse("0.05"), Channels = ["ops"] };

    [Fact]
    public void Each_worsening_step_says_by_how_much()
    {
        scene.Reads("1.2");
        scene.Reads("1.15").Stands("Firing:"); // 1.2 - 5 % = 1.14
        scene.Reads("1.14").Stands("Firing: worsened");
        Assert.Equal("worse by 5% since the last healthFactor told, 1.2", scene.Told[^1].Detail);
        scene.Reads("1.084").Stands("Firing:"); // 1.14 - 5 % = 1.083
        scene.Reads("1.083").Stands("Firing: worsened");
        Assert.Equal("worsened", scene.Transitions[^1].Reason);
    }

    [Fact]
    public void A_recovery_in_between_does_not_make_the_same_low_worse_again()
    {
        scene.Reads("1.2").Reads("1.1").Stands("Firing: worsened");
        scene.Reads("1.3").Reads("1.1").Stands("Firing:");
        scene.Ticks(Repeat).Stands("Firing: reminder");
        scene.Reads("1.3").Reads("1.1").Stands("Firing:");
    }

    [Fact]
    public void Where_more_is_worse_it_worsens_upwards()
    {
        var exposed = new AlertScene("ltv > 0.7", "ltv < 0.6");
        exposed.Rule = exposed.Rule with { Worsen = BigDecimal.Parse("0.1") };
        exposed.Reads(("ltv", "0.71"));
        exposed.Reads(("ltv", "0.65")).Stands("Firing:");
        exposed.Reads(("ltv", "0.781")).Stands("Firing: worsened"); // 0.71 + 10 %
    }

    [Fact]
    public void A_step_from_zero_is_measured_against_the_threshold()
    {
        var deviating = new AlertScene("ltv > -0.1", "ltv < -0.2");
        deviating.Rule = deviating.Rule with { Worsen = BigDecimal.Parse("0.5") };
        deviating.Reads(("ltv", "0"));
        deviating.Reads(("ltv", "0.049")).Stands("Firing:");
        deviating.Reads(("ltv", "0.05")).Stands("Firing: worsened"); // half of 0.1
    }

    [Fact]
    public void A_reminder_comes_each_Repeat_on_the_wall_clock()
    {
        scene.Reads("1.2").Ticks(Repeat - TimeSpan.FromSeconds(1)).Stands("Firing:");
        scene.Ticks(TimeSpan.FromSeconds(1)).Stands("Firing: reminder");
        scene.Ticks(TimeSpan.FromSeconds(1)).Stands("Firing:");
        scene.Ticks(Repeat).Stands("Firing: reminder");
        Assert.Equal(2, scene.State.Reminders);
    }

    [Fact]
    public void A_worsening_puts_the_reminder_off()
    {
        scene.Reads("1.2").Ticks(TimeSpan.FromHours(5)).Reads("1.1").Stands("Firing: worsened");
        scene.Ticks(TimeSpan.FromHours(5)).Stands("Firing:");
        scene.Ticks(TimeSpan.FromHours(1)).Stands("Firing: reminder");
    }

    [Fact]
    public void Repeat_zero_reminds_nobody()
    {
        scene.Rule = scene.Rule with { Repeat = TimeSpan.Zero };
        scene.Reads("1.2").Ticks(TimeSpan.FromDays(365)).Stands("Firing:");
    }

    [Fact]
    public void A_clock_that_jumps_back_tells_nothing() => scene.Reads("1.2").Ticks(-TimeSpan.FromDays(9)).Stands("Firing:");

    [Fact]
    public void A_clock_set_back_by_days_puts_a_reminder_off_by_Repeat_at_most()
    {
        scene.Reads("1.2").Ticks(-TimeSpan.FromDays(9)).Ticks(Repeat - TimeSpan.FromSeconds(1)).Stands("Firing:");
        scene.Ticks(TimeSpan.FromSeconds(1)).Stands("Firing: reminder");
    }

    [Fact]
    public void A_clock_set_back_by_days_puts_an_escalation_off_by_After_at_most()
    {
        scene.Rule = scene.Rule with { Escalate = new(TimeSpan.FromMinutes(30), ["phone"]) };
        scene.Reads("1.2").Ticks(-TimeSpan.FromDays(9)).Ticks(TimeSpan.FromMinutes(29)).Stands("Firing:");
        scene.Ticks(TimeSpan.FromMinutes(1)).Stands("Firing: escalated");
    }

    [Fact]
    public void An_acknowledged_alert_is_not_repeated_but_its_worsening_and_its_end_are_told()
    {
        scene.Reads("1.2").Acknowledges();
        scene.Ticks(Repeat).Stands("Firing:");
        scene.Reads("1.1").Stands("Firing: worsened");
        scene.Reads("1.4").Stands("Resolved: resolved");
    }

    [Fact]
    public void A_new_life_needs_a_new_acknowledgement()
    {
        scene.Rule = scene.Rule with { Escalate = new(TimeSpan.FromMinutes(30), ["phone"]) };
        scene.Reads("1.2").Acknowledges().Reads("1.4").Reads("1.2").Stands("Firing: fired");
        scene.Ticks(TimeSpan.FromMinutes(30)).Stands("Firing: escalated");
    }

    [Fact]
    public void It_escalates_once_when_nobody_acknowledges()
    {
        scene.Rule = scene.Rule with { Escalate = new(TimeSpan.FromMinutes(30), ["phone"]) };
        scene.Reads("1.2").Ticks(TimeSpan.FromMinutes(29)).Stands("Firing:");
        scene.Ticks(TimeSpan.FromMinutes(1)).Stands("Firing: escalated");
        Assert.Equal("phone", Assert.Single(scene.Told[^1].Channels));
        scene.Ticks(TimeSpan.FromMinutes(30)).Stands("Firing:");
        scene.Reads("1.4");
        Assert.Equal("ops phone", string.Join(' ', scene.Told[^1].Channels));
    }

    [Fact]
    public void An_acknowledged_alert_does_not_escalate()
    {
        scene.Rule = scene.Rule with { Escalate = new(TimeSpan.FromMinutes(30), ["phone"]) };
        scene.Reads("1.2").Ticks(TimeSpan.FromMinutes(29)).Acknowledges();
        scene.Ticks(TimeSpan.FromHours(1)).Stands("Firing:");
    }

    [Fact]
    public void After_a_silence_people_have_After_to_answer_before_it_escalates()
    {
        scene.Rule = scene.Rule with { Escalate = new(TimeSpan.FromMinutes(30), ["phone"]) };
        scene.Reads("1.2").Ticks(TimeSpan.FromMinutes(10)).Silences(TimeSpan.FromHours(1));
        scene.Ticks(TimeSpan.FromMinutes(59)).Stands("Firing:");
        scene.Ticks(TimeSpan.FromMinutes(1)).Stands("Firing:");
        scene.Ticks(TimeSpan.FromMinutes(29)).Stands("Firing:");
        scene.Ticks(TimeSpan.FromMinutes(1)).Stands("Firing: escalated");
    }
}
