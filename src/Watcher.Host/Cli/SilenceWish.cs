using Watcher.Alerts;
using Watcher.Host.Config;
using Watcher.Rules;
using Watcher.Settings;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <summary>What somebody wants kept quiet, as the command line names it.</summary>
/// <param name="Alert">An alert's id: its rule on its subject.</param>
/// <param name="Wallet">The label or address of a wallet, or a portfolio's label.</param>
sealed record SilenceWish(
    string? Alert, string? Wallet, string? Rule, string? Protocol, string? Chain, bool All, TimeSpan? For, DateTimeOffset? Until, bool Unknown, string? Note)
{
    /// <summary>The silence, every name in it known and spelt as configured.</summary>
    /// <exception cref="UsageException">Says which argument cannot be used, and what to write instead.</exception>
    public Silence Of(WatcherConfig config, WatcherStore store, DateTimeOffset now)
    {
        var silence = Named(config, store, new(0, now, End(now))) with { Unknown = Unknown, Note = Note };
        if (silence.TakesEverything && !All)
            throw new UsageException("silence: names no alert, wallet, rule, protocol or chain; --all silences everything but the watcher's alerts on itself");
        if (!silence.TakesEverything && All) throw new UsageException("--all: goes with no ID and no other selector");
        return silence;
    }

    DateTimeOffset End(DateTimeOffset now)
    {
        if (For is null == Until is null) throw new UsageException("--for: or --until, one of the two: --for 2h");
        if (For is { } length && length > DateTimeOffset.MaxValue - now) throw new UsageException("--for: is beyond all time");
        var end = Until ?? now + For!.Value;
        return end > now ? end : throw new UsageException($"{(For is null ? "--until" : "--for")}: a silence must end in the future");
    }

    Silence Named(WatcherConfig config, WatcherStore store, Silence silence)
    {
        if (Alert is null)
        {
            return silence with
            {
                Wallet = Wallet is null ? null : WalletOf(config, Wallet),
                Rule = One("--rule", "rule", Rule, config.Rules.Concat(BuiltInRules.All).Select(r => r.Name)),
                Protocol = One("--protocol", "protocol", Protocol, Watcher.Protocols.Protocols.All.Select(kind => kind.Name)),
                Chain = One("--chain", "chain", Chain, config.Chains.Select(c => c.Name)),
            };
        }
        if ((Wallet ?? Rule ?? Protocol ?? Chain) is not null) throw new UsageException("ID: names one alert; leave the other selectors out");
        var key = AlertsNamed.Find(store, Alert).State.Key;
        return silence with { Rule = key.Rule, Subject = key.Subject };
    }

    /// <summary>A wallet by its address, which stays when its label changes; a portfolio by its label.</summary>
    static string WalletOf(WatcherConfig config, string name)
    {
        var wallet = config.Wallets.FirstOrDefault(w => Same(name, w.Label) || Same(name, w.Address.ToString()));
        return wallet?.Address.ToString() ?? One("--wallet", "wallet or portfolio", name,
            config.Portfolios.Select(p => p.Label), config.Wallets.Select(w => w.Label ?? w.Address.ToString()))!;
    }

    static string? One(string argument, string what, string? word, IEnumerable<string> known, params IEnumerable<string> also) => word is null ? null
        : known.FirstOrDefault(name => Same(word, name))
            ?? throw new UsageException($"{argument}: there is no {what} '{word}'{Suggestion.For(word, known.Concat(also))}");

    static bool Same(string word, string? name) => word.Equals(name, StringComparison.OrdinalIgnoreCase);
}
