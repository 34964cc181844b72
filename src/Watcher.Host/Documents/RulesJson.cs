using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Rules;
using Watcher.Settings;

namespace Watcher.Host.Documents;

/// <summary>Writes <c>watcher.rules/1</c>; empty selectors and channels take all, what does not apply is absent.</summary>
static class RulesJson
{
    public const string Schema = "watcher.rules/1";

    public static JsonObject Document(IEnumerable<RuleStanding> rules, IReadOnlyCollection<BudgetStanding> budgets, DateTimeOffset now)
    {
        var json = new JsonObject { ["schema"] = Schema, ["rules"] = new JsonArray([.. rules.Select(rule => Of(rule, now))]) };
        if (budgets.Count > 0) json["budgets"] = new JsonArray([.. budgets.Select(budget => budget.Json)]);
        return json;
    }

    static JsonObject Of(RuleStanding standing, DateTimeOffset now)
    {
        var rule = standing.Rule;
        var json = new JsonObject { ["name"] = rule.Name, ["builtIn"] = standing.BuiltIn, ["severity"] = rule.Severity.ToString().ToLowerInvariant() };
        foreach (var (key, value) in Condition(rule.Trigger)) json[key] = value;
        json["for"] = Durations.Text(rule.For);
        json["keepFiring"] = Durations.Text(rule.KeepFiring);
        json["repeat"] = Durations.Text(rule.Repeat);
        if (rule.Worsen is { } worsen) json["worsen"] = worsen.ToString();
        json["unknownAfter"] = Durations.Text(rule.UnknownAfter);
        if (rule.Escalate is { } escalate) json["escalate"] = new JsonObject { ["after"] = Durations.Text(escalate.After), ["channels"] = List(escalate.Channels) };
        json["wallets"] = List(rule.Wallets);
        json["chains"] = List(rule.Chains);
        json["protocols"] = List(rule.Protocols);
        json["channels"] = List(rule.Channels);
        json["covers"] = Covers(standing);
        json["silences"] = new JsonArray([.. standing.Silences.Select(silence => SilenceJson.Of(silence, now))]);
        return json;
    }

    static IEnumerable<(string Key, string Value)> Condition(Trigger trigger) => trigger is ConditionTrigger condition
        ? [("when", $"{condition.When}"), ("clear", $"{condition.Clear}")]
        : [("when", $"{trigger}")];

    static JsonObject Covers(RuleStanding standing)
    {
        var json = new JsonObject();
        if (standing.Subjects is { } subjects) json["subjects"] = subjects;
        json["pending"] = standing.Pending;
        json["firing"] = standing.Firing;
        json["unknown"] = standing.Unknown;
        json["acknowledged"] = standing.Acknowledged;
        json["silenced"] = standing.Silenced;
        return json;
    }

    static JsonArray List(ImmutableArray<string> words) => new([.. words]);
}
