using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>Finds the alerts whose watch is over because the configuration changed; asked once, at start, before the first cycle.</summary>
public static class AlertEndings
{
    /// <summary>Why this alert ends, as a sentence for <see cref="AlertMachine.End"/>; null while it goes on.</summary>
    /// <param name="watched">Whether the configuration still watches a subject.</param>
    public static string? Why(AlertState state, IReadOnlyCollection<Rule> rules, Func<AlertSubject, bool> watched)
    {
        if (!watched(state.Subject)) return Unwatched(state.Subject);
        if (rules.FirstOrDefault(r => r.Name == state.Key.Rule) is not { } rule) return $"the rule '{state.Key.Rule}' was removed";
        if (state.Condition is { } condition && condition != rule.Trigger.ToString())
            return $"the rule '{rule.Name}' was changed to: {rule.Trigger}";
        return rule.Selects(state.Subject) ? null : $"the rule '{rule.Name}' no longer covers it";
    }

    static string Unwatched(AlertSubject subject) => subject switch
    {
        { Channel: not null } => "it is no longer configured",
        { Wallet: not null, Chain: { } chain } => $"the wallet is no longer watched on {chain}",
        { Wallet: not null } => "the wallet is no longer watched",
        { Chain: not null } => "no wallet is watched on this chain any more",
        { Label: not null } => "the portfolio is no longer configured",
        _ => "it is no longer watched",
    };
}
