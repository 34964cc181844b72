using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Host.Config;
using Watcher.Reports;

namespace Watcher.Host.Cycle;

/// <summary>What the configuration has watched, and in which order it names it.</summary>
sealed class Watched(WatcherConfig config)
{
    readonly Dictionary<Address, int> wallets = config.Wallets.Select((wallet, i) => (wallet.Address, i)).ToDictionary();
    readonly Dictionary<string, int> chains = config.Chains.Select((chain, i) => (chain.Name, i)).ToDictionary();

    /// <summary>Where a report belongs among all: by its wallet, then by its chain.</summary>
    public (int Wallet, int Chain) Place(WalletReport report) => (wallets[report.Wallet], chains[report.Chain]);

    /// <summary>All that these are about: a wallet's report is made of all of its readings. A chain's own figures are in the report of any.</summary>
    /// <param name="read">Who was read.</param>
    public ImmutableArray<WalletConfig> ConcernedBy(IEnumerable<Observation> seen, ImmutableArray<WalletConfig> read)
    {
        var named = seen.SelectMany(one => Of(one.Subject, read)).ToHashSet();
        return [.. read.Where(wallet => named.Contains(wallet.Address))];
    }

    IEnumerable<Address> Of(AlertSubject subject, ImmutableArray<WalletConfig> read) => subject switch
    {
        { Wallet: { } wallet } => [wallet],
        { Chain: not null } => read.Take(1).Select(wallet => wallet.Address),
        _ => config.Portfolios.Where(portfolio => portfolio.Label == subject.Label).SelectMany(portfolio => portfolio.Wallets),
    };

    /// <summary>Whether what an alert is about is still there.</summary>
    public bool Has(AlertSubject subject) => subject switch
    {
        { Channel: { } channel } => config.Channels.Any(c => c.Name == channel),
        { Endpoint: { } endpoint } => config.Find(subject.Chain!)?.EndpointNames.Contains(endpoint) == true,
        { Feed: not null } => config.Find(subject.Chain!)?.Feeds.Any(priced => PriceStale.Subject(priced) == subject) == true,
        { Wallet: { } wallet } => config.Wallets.Any(w => w.Address == wallet && (subject.Chain is not { } chain || w.Chains.Contains(chain))),
        { Chain: { } chain } => config.Wallets.Any(w => w.Chains.Contains(chain)),
        _ when subject.Key == StoreFailing.Subject.Key => true,
        _ => config.Portfolios.Any(p => p.Label == subject.Label),
    };
}
