using System.Collections.Immutable;
using Watcher.Alerts;

namespace Watcher.Rules;

/// <summary>What watches where the configuration says nothing of rules, so that a wallet's address alone is a useful configuration.</summary>
public static class DefaultRules
{
    public static ImmutableArray<Rule> All { get; } =
    [
        Of("liquidation-critical", Severity.Critical, "healthFactor < 1.1", "healthFactor > 1.2"),
        Of("liquidation-warning", Severity.Warning, "healthFactor < 1.3", "healthFactor > 1.4"),
        Of("liquidation-distance", Severity.Warning, "liquidationDistance < 10%", "liquidationDistance > 15%"),
        Of("out-of-range", Severity.Info, "inRange < 1"),
        Of("liquidated", Severity.Critical, "liquidated"),
    ];

    static Rule Of(string name, Severity severity, string when, string? clear = null) =>
        new(name, Trigger.Parse(when, clear, new RuleVocabulary())) { Severity = severity };
}
