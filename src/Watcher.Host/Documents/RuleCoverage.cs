using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Host.Config;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Host.Documents;

/// <summary>What there is to ask rules of, as configured and as it was read last.</summary>
static class RuleCoverage
{
    public static ImmutableArray<ReportSubject> Subjects(WatcherConfig config, IEnumerable<StoredPosition> positions) =>
    [
        .. from wallet in config.Wallets
           from chain in wallet.Chains
           select Subject(MetricScope.Wallet, new($"{chain}/{wallet.Address}") { Wallet = wallet.Address, Label = wallet.Label, Chain = chain }),
        .. config.Portfolios.Select(portfolio => Subject(MetricScope.Wallet, new(portfolio.Label) { Label = portfolio.Label })),
        .. config.Wallets.SelectMany(wallet => wallet.Chains).Distinct().Select(chain => Subject(MetricScope.Chain, new(chain) { Chain = chain })),
        .. from position in positions
           from wallet in config.Wallets
           where wallet.Address == position.Wallet && wallet.Chains.Contains(position.Chain)
           select Subject(position.Scope, new(position.Id)
           {
               Wallet = wallet.Address, Label = wallet.Label, Chain = position.Chain, Protocol = position.Protocol, Position = position.Id,
           }),
    ];

    /// <summary>What a rule is asked of; an event may befall every wallet, whatever it holds now.</summary>
    public static IEnumerable<AlertSubject> Of(Rule rule, IReadOnlyCollection<ReportSubject> subjects) => rule.Trigger is ConditionTrigger trigger
        ? new RuleSubjects(subjects).Of(trigger.When).Select(asked => asked.Subject.Subject).Where(rule.Selects)
        : subjects.Where(subject => subject is { Scope: MetricScope.Wallet, Subject.Wallet: not null })
            .Select(subject => subject.Subject).Where((rule with { Protocols = [] }).Selects);

    static ReportSubject Subject(MetricScope scope, AlertSubject subject) => new(subject, scope, _ => MetricValue.NotApplicable);
}
