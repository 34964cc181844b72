using Watcher.Alerts;
using Watcher.Rules;
using Xunit;

namespace Watcher.Tests.Rules;

public sealed class DefaultRulesTests
{
    [Fact]
    public void They_are_the_five_that_the_manual_promises() => Assert.Equal(
    [
        ("liquidation-critical", "healthFactor < 1.1, clear healthFactor > 1.2", Severity.Critical),
        ("liquidation-warning", "healthFactor < 1.3, clear healthFactor > 1.4", Severity.Warning),
        ("liquidation-distance", "liquidationDistance < 10%, clear liquidationDistance > 15%", Severity.Warning),
        ("out-of-range", "inRange < 1", Severity.Info),
        ("liquidated", "liquidated", Severity.Critical),
    ], DefaultRules.All.Select(r => (r.Name, r.Trigger.ToString()!, r.Severity)));
}
