using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Settings;

namespace Watcher.Rules;

/// <summary>Reads <c>Rules</c> of the configuration; every problem is collected under its path.</summary>
public static class RuleSettings
{
    /// <param name="watcher">The object that holds <c>Rules</c>: absent means the default rules, an empty list none.</param>
    public static ImmutableArray<Rule> Read(SettingsNode watcher, RuleVocabulary vocabulary)
    {
        if (watcher.Objects("Rules") is not { } nodes) return DefaultRules.All;
        var rules = ImmutableArray.CreateBuilder<Rule>();
        foreach (var node in nodes)
        {
            if (Rule(node, vocabulary) is not { } rule) continue;
            if (rules.Any(r => r.Name.Equals(rule.Name, StringComparison.OrdinalIgnoreCase)))
                node.Problem("Name", $"'{rule.Name}' names another rule already");
            if (BuiltInRules.Has(rule.Name))
                node.Problem("Name", $"'{rule.Name}' is an alert of the watcher on itself; choose another name");
            rules.Add(rule);
        }
        return rules.ToImmutable();
    }

    /// <summary>What is not wrong but can hardly be meant.</summary>
    public static IEnumerable<string> Warnings(IEnumerable<Rule> rules) =>
        from rule in rules
        where rule.Trigger is ConditionTrigger trigger && DeadBand.IsContradicted(trigger)
        select $"rule '{rule.Name}': some values meet both its When and its Clear ({rule.Trigger}); it stays firing on them";

    static Rule? Rule(SettingsNode node, RuleVocabulary vocabulary)
    {
        var name = node.RequiredText("Name");
        var trigger = Trigger(node, vocabulary);
        var rule = new Rule(name, trigger ?? new EventTrigger(""))
        {
            Severity = Severity(node),
            For = node.Duration("For") ?? TimeSpan.Zero,
            KeepFiring = node.Duration("KeepFiring") ?? TimeSpan.Zero,
            Repeat = node.Duration("Repeat") ?? Rules.Rule.DefaultRepeat,
            Worsen = Worsen(node),
            UnknownAfter = node.Duration("UnknownAfter") ?? Rules.Rule.DefaultUnknownAfter,
            Escalate = Escalate(node.Object("Escalate"), vocabulary),
            Wallets = Selector(node, "Wallets", vocabulary.Wallets),
            Chains = Selector(node, "Chains", vocabulary.Chains),
            Protocols = Selector(node, "Protocols", vocabulary.Protocols),
            Channels = Selector(node, "Channels", vocabulary.Channels),
        };
        node.Done();
        CheckSelectors(node, rule);
        return trigger is null ? null : rule;
    }

    static Trigger? Trigger(SettingsNode node, RuleVocabulary vocabulary)
    {
        var when = node.RequiredText("When");
        var clear = node.Text("Clear");
        if (when.Length == 0) return null;
        var trigger = Parsed(node, "When", () => Rules.Trigger.Parse(when, null, vocabulary));
        if (trigger is ConditionTrigger condition) CheckAssets(node, "When", condition.When, vocabulary);
        if (clear is null) return trigger;
        if (trigger is EventTrigger) node.Problem("Clear", "an event never resolves: leave Clear out");
        var parsed = Parsed(node, "Clear", () => Condition.Parse(clear, vocabulary));
        if (parsed is not { } clears || trigger is not ConditionTrigger on) return trigger;
        CheckAssets(node, "Clear", clears, vocabulary);
        return on with { Clear = clears };
    }

    static void CheckAssets(SettingsNode node, string key, Condition condition, RuleVocabulary vocabulary)
    {
        if (vocabulary.Assets is not { } assets) return;
        foreach (var metric in condition.Metrics.Where(m => m.Asset is not null))
            if (!AssetSelector.TryParse(metric.Asset!, assets, out _, out var problem)) node.Problem(key, $"{metric}: {problem}");
    }

    static T? Parsed<T>(SettingsNode node, string key, Func<T> parse) where T : class
    {
        try
        {
            return parse();
        }
        catch (ConditionException error)
        {
            node.Problem(key, error.Message);
            return null;
        }
    }

    static Severity Severity(SettingsNode node) =>
        node.OneOf("Severity", "info", "warning", "critical") is { } word ? Enum.Parse<Severity>(word, ignoreCase: true) : Alerts.Severity.Warning;

    static BigDecimal? Worsen(SettingsNode node)
    {
        var step = node.Number("Worsen");
        if (step is { Sign: > 0 } or null) return step;
        node.Problem("Worsen", "must be above zero: 5% tells again with each 5% it gets worse");
        return null;
    }

    static Escalation? Escalate(SettingsNode node, RuleVocabulary vocabulary)
    {
        if (!node.Exists) return null;
        var after = node.Duration("After");
        var channels = Selector(node, "Channels", vocabulary.Channels);
        if (!node.Has("After")) node.Problem("After", "is required: 30m");
        if (channels.IsEmpty) node.Problem("Channels", "is required: the channels to tell as well");
        node.Done();
        return after is null ? null : new(after.Value, channels);
    }

    static ImmutableArray<string> Selector(SettingsNode node, string key, IReadOnlyCollection<string>? known)
    {
        var words = node.Texts(key) ?? [];
        foreach (var (word, i) in words.Select((word, i) => (word, i)))
            if (known?.Contains(word, StringComparer.OrdinalIgnoreCase) == false)
                node.Problem($"{key}[{i}]", $"'{word}' is not configured{Suggestion.For(word, known)}");
        return [.. words];
    }

    /// <summary>A selector that its metrics' subjects can never meet would silence the rule without a word.</summary>
    static void CheckSelectors(SettingsNode node, Rule rule)
    {
        if (rule.Trigger is not ConditionTrigger trigger) return;
        var narrowest = RuleSubjects.Narrowest(trigger.When);
        if (!rule.Protocols.IsEmpty && narrowest.All(s => s is MetricScope.Wallet or MetricScope.Chain))
            node.Problem("Protocols", $"cannot narrow '{trigger.When}', which is not asked of positions");
        if (!rule.Wallets.IsEmpty && narrowest.All(s => s is MetricScope.Chain))
            node.Problem("Wallets", $"cannot narrow '{trigger.When}', which is asked of chains");
    }
}
