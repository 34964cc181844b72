using System.Collections.Immutable;
using Watcher.Alerts;

namespace Watcher.Rules;

public static class RuleSelection
{
    extension(Rule rule)
    {
        /// <summary>Whether the rule's selectors take this subject; one that is not empty takes nothing that lacks what it selects by.</summary>
        public bool Selects(AlertSubject subject) =>
            Takes(rule.Chains, subject.Chain) && Takes(rule.Protocols, subject.Protocol)
            && (Takes(rule.Wallets, subject.Label) || Takes(rule.Wallets, subject.Wallet?.ToString()));
    }

    static bool Takes(ImmutableArray<string> selector, string? name) =>
        selector.IsEmpty || (name is not null && selector.Contains(name, StringComparer.OrdinalIgnoreCase));
}
