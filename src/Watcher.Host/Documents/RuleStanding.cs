using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Host.Config;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Host.Documents;

/// <summary>A rule with what it covers now and how that stands.</summary>
/// <param name="Subjects">How many positions, wallets, portfolios or chains it is asked of; null for the watcher's own.</param>
/// <param name="Alerts">Those of its alerts that are not quiet: pending, firing, unknown; with what people have said of them.</param>
/// <param name="Silences">Those that hold now and take some or all of it.</param>
sealed record RuleStanding(Rule Rule, bool BuiltIn, int? Subjects, ImmutableArray<SaidAlert> Alerts, ImmutableArray<Silence> Silences)
{
    public int Pending => Alerts.Count(a => a.Alert.Phase == AlertPhase.Pending);
    public int Firing => Alerts.Count(a => a.Alert.Phase == AlertPhase.Firing);
    public int Unknown => Alerts.Count(a => a.Alert.UnknownSince is not null);
    public int Acknowledged => Alerts.Count(a => a.Said.Acknowledged is not null);
    public int Silenced => Alerts.Count(a => a.Said.IsSilenced);

    public static ImmutableArray<RuleStanding> All(
        WatcherConfig config, IReadOnlyCollection<AlertState> states, IEnumerable<StoredPosition> positions, Steering steering, DateTimeOffset now)
    {
        var subjects = RuleCoverage.Subjects(config, positions);
        return
        [
            .. config.Rules.Select(rule => Of(rule, builtIn: false, RuleCoverage.Of(rule, subjects))),
            .. BuiltInRules.All.Select(rule => Of(rule, builtIn: true, states.Where(s => s.Key.Rule == rule.Name).Select(s => s.Subject))),
        ];

        RuleStanding Of(Rule rule, bool builtIn, IEnumerable<AlertSubject> covered)
        {
            var own = states.Where(s => s.Key.Rule == rule.Name && (s.Phase is AlertPhase.Pending or AlertPhase.Firing || s.UnknownSince is not null));
            ImmutableArray<AlertSubject> all = [.. covered];
            return new(rule, builtIn, builtIn ? null : all.Length, [.. own.Select(alert => new SaidAlert(alert, steering.Of(alert, now)))],
                [.. steering.Silences.Where(silence => Touches(silence, rule, all))]);
        }
    }

    static bool Touches(Silence silence, Rule rule, ImmutableArray<AlertSubject> subjects) => silence.Rule is { } named
        ? named.Equals(rule.Name, StringComparison.OrdinalIgnoreCase)
        : subjects.Any(subject => silence.Covers(new(rule.Name, subject.Key), subject));
}
