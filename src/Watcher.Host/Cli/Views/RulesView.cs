using System.Collections.Immutable;
using Spectre.Console;
using Watcher.Alerts;
using Watcher.Host.Config;
using Watcher.Rules;
using Watcher.Settings;
using Rule = Watcher.Rules.Rule;

namespace Watcher.Host.Cli.Views;

/// <summary>Each rule in a few lines: what it says, whom it tells, what it covers and how that stands.</summary>
static class RulesView
{
    public static void Write(IAnsiConsole console, IEnumerable<RuleStanding> rules, WatcherConfig config)
    {
        foreach (var standing in rules)
        {
            console.MarkupLine($"[bold]{Figures.Safe(standing.Rule.Name)}[/] {Word(standing.Rule.Severity)}{(standing.BuiltIn ? ", of the watcher on itself" : "")}");
            foreach (var (name, text) in Lines(standing, config)) console.MarkupLine($"  {name,-9} {text}");
            console.WriteLine();
        }
    }

    static IEnumerable<(string Name, string Text)> Lines(RuleStanding standing, WatcherConfig config)
    {
        var rule = standing.Rule;
        yield return ("when", Figures.Safe($"{(rule.Trigger is ConditionTrigger condition ? condition.When : rule.Trigger)}{Held(rule.For)}"));
        if (rule.Trigger is ConditionTrigger { Clear: var clear }) yield return ("clear", Figures.Safe($"{clear}{Held(rule.KeepFiring)}"));
        if (rule.Trigger is ConditionTrigger) yield return ("tells", Figures.Safe(string.Join(", ", Tells(rule))));
        if (!standing.BuiltIn)
        {
            yield return ("selects", Figures.Safe(Selects(rule)));
            yield return ("channels", Figures.Safe(Channels(rule)));
        }
        yield return (standing.BuiltIn ? "now" : "covers", Covers(standing));
        foreach (var silence in standing.Silences)
            yield return ("silence", $"{silence.Id} until {Instant.Text(silence.Until)}, of {SilencesView.What(silence, config)}{(silence.Note is { } note ? $" ({Figures.Safe(note)})" : "")}");
    }

    static string Held(TimeSpan length) => length > TimeSpan.Zero ? $", held for {Durations.Text(length)}" : "";

    static IEnumerable<string> Tells(Rule rule)
    {
        yield return rule.Repeat > TimeSpan.Zero ? $"again every {Durations.Text(rule.Repeat)} until acknowledged" : "no reminders";
        if (rule.Worsen is { } step) yield return $"each {step * 100}% it gets worse";
        yield return $"UNKNOWN after {Durations.Text(rule.UnknownAfter)}";
    }

    static string Selects(Rule rule)
    {
        string?[] parts = [Some("wallets", rule.Wallets), Some("chains", rule.Chains), Some("protocols", rule.Protocols)];
        return parts.Any(part => part is not null) ? string.Join("; ", parts.OfType<string>()) : "everything";
    }

    static string? Some(string what, ImmutableArray<string> words) => words.IsEmpty ? null : $"{what} {string.Join(", ", words)}";

    static string Channels(Rule rule)
    {
        var first = rule.Channels.IsEmpty ? "all" : string.Join(", ", rule.Channels);
        return rule.Escalate is { } more ? $"{first}; {string.Join(", ", more.Channels)} as well when nobody acknowledges for {Durations.Text(more.After)}" : first;
    }

    static string Covers(RuleStanding standing)
    {
        (int Count, string Text)[] parts =
        [
            (standing.Firing, $"[red]{standing.Firing} firing[/]"),
            (standing.Pending, $"{standing.Pending} pending"),
            (standing.Unknown, $"[yellow]{standing.Unknown} unknown[/]"),
            (standing.Acknowledged, $"{standing.Acknowledged} acknowledged"),
            (standing.Silenced, $"{standing.Silenced} silenced"),
        ];
        var standings = parts.Where(part => part.Count > 0).Select(part => part.Text);
        return string.Join(", ", standing.Subjects is { } subjects ? standings.Prepend(subjects == 1 ? "1 subject" : $"{subjects} subjects") : standings.DefaultIfEmpty("quiet"));
    }

    static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
