using System.Collections.Immutable;
using Watcher.Host.Backtest;
using Watcher.Host.Config;
using Watcher.Settings;

namespace Watcher.Host.Cli;

/// <summary>The chains whose past a command line asks for.</summary>
static class PastChains
{
    /// <summary>Chains beside those that are asked for are as if they were not configured.</summary>
    public static WatcherConfig Narrowed(WatcherConfig config, IReadOnlyList<string> chains)
    {
        foreach (var name in chains.Where(name => config.Find(name) is null))
            throw new UsageException($"--chain: there is no chain '{name}'{Suggestion.For(name, config.Chains.Select(c => c.Name))}");
        return chains.Count == 0 ? config
            : config with { Chains = [.. config.Chains.Where(c => chains.Contains(c.Name, StringComparer.OrdinalIgnoreCase))] };
    }

    /// <summary>Those with wallets, each with them.</summary>
    public static ImmutableArray<(ChainConfig Chain, ImmutableArray<WalletConfig> Wallets)> Of(WatcherConfig config, PastSteps steps)
    {
        var chains = config.Chains.Select(chain => (Chain: chain, Wallets: config.Wallets.Where(w => w.Chains.Contains(chain.Name)).ToImmutableArray()))
            .Where(c => !c.Wallets.IsEmpty).ToImmutableArray();
        if (chains.Length > 1 && (steps.From.Number ?? steps.To?.Number ?? steps.EveryBlocks) is not null)
            throw new UsageException("--from: a block's number is of one chain: name it with --chain, or write times");
        return chains;
    }
}
