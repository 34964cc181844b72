using Watcher.Alerts;
using Watcher.Planning;
using Xunit;

namespace Watcher.Tests.Alerts;

public sealed class CallBudgetTests
{
    AlertState? alert;

    [Fact]
    public void It_fires_when_four_fifths_of_a_day_are_spent()
    {
        Assert.Empty(Spends(799).Notifications);
        var told = Assert.Single(Spends(800).Notifications).Write();
        Assert.Equal((NotificationReason.Fired, "call-budget", "devnet"), (told.Reason, told.Rule, told.Chain));
        Assert.Contains("800 of 1000 calls to node.example#0 are spent in the last 24h; wallets in danger are read less often", told.Summary, StringComparison.Ordinal);
        Assert.Contains("all of them at least every 10m, also beyond the budget", told.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void It_resolves_below_seven_tenths()
    {
        Spends(800);
        Assert.Empty(Spends(700).Notifications);
        Assert.Equal(NotificationReason.Resolved, Assert.Single(Spends(699).Notifications).Reason);
    }

    StepResult Spends(long calls)
    {
        var seen = CallBudgetLow.Observe("devnet", new("node.example#0", calls, 1_000), TimeSpan.FromMinutes(10));
        var result = AlertMachine.Step(alert ?? AlertState.New(seen), seen, Said.Nothing, AlertScene.Start);
        alert = result.State;
        return result;
    }
}
