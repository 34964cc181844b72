using System.Collections.Immutable;
using Spectre.Console;
using Watcher.Channels;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Settings;

namespace Watcher.Host.Cli;

/// <summary>Reads what the command line selects, once and without a database: the first half of <c>check</c>, <c>stress</c> and <c>drill</c>.</summary>
sealed record OneShot(WatcherConfig Config, ImmutableArray<BlockSnapshot> Snapshots)
{
    /// <param name="check">Refuses what the configuration cannot serve, before any wallet is read.</param>
    /// <param name="channels">What channels are made with; null where nothing is sent.</param>
    public static async Task<OneShot> Read(CheckOptions options, Action<WatcherConfig> check, CancellationToken cancellation, ChannelContext? channels = null)
    {
        var what = options.What;
        var nodes = await NodesGiven.Of(what, options.Timeout, cancellation);
        var config = await ConfigLoader.Load(
            what.Config, nodes.Chain is { } chain ? [chain] : what.Chains, nodes.PutInto, channels ?? ChannelContexts.Silent, options.Timeout, cancellation);
        check(config);
        if (nodes.Failure is { } failure) return new(config, [new BlockSnapshot.Unreached(nodes.Nameless, Wallets(config, what), failure)]);
        var wanted = Wanted(config, what, nodes.Chain);
        Endpoints.Announce(wanted.Select(w => w.Chain));
        return new(config, await ReadAll(wanted, options, cancellation));
    }

    static ImmutableArray<WalletConfig> Wallets(WatcherConfig config, Selection what)
    {
        if (what.Addresses.Count > 0)
            return [.. what.Addresses.Select(a => config.Wallets.FirstOrDefault(w => w.Address == a) ?? new(a, null, [.. config.Chains.Select(c => c.Name)], null))];
        if (what.Wallet is { } name) return [Named(config, name)];
        return config.Wallets.IsEmpty ? throw new ConfigurationException("Watcher:Wallets", "names no wallet: give an ADDRESS, or configure a wallet") : config.Wallets;
    }

    static WalletConfig Named(WatcherConfig config, string name) =>
        config.Wallets.FirstOrDefault(w => name.Equals(w.Label, StringComparison.OrdinalIgnoreCase) || name.Equals($"{w.Address}", StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException($"--wallet: there is no wallet '{name}'{Suggestion.For(name, config.Wallets.Select(w => w.Label ?? $"{w.Address}"))}");

    /// <summary>Addresses on the command line are read on every chain named there, configured wallets on those of their own.</summary>
    static ImmutableArray<OnChain> Wanted(WatcherConfig config, Selection what, string? onChain)
    {
        string[] named = onChain is null ? [.. what.Chains] : [onChain];
        foreach (var name in named.Where(n => config.Find(n) is null))
            throw new UsageException($"--chain: there is no chain '{name}'{Suggestion.For(name, config.Chains.Select(c => c.Name).Concat(ShippedChains.BesideTheProgram.Names))}");
        var (wallets, everywhere) = (Wallets(config, what), named.Length > 0 && what.Addresses.Count > 0);
        var wanted = config.Chains.Where(c => named.Length == 0 || named.Contains(c.Name, StringComparer.OrdinalIgnoreCase))
            .Select(c => new OnChain(c, [.. wallets.Where(w => everywhere || w.Chains.Contains(c.Name))])).Where(w => !w.Wallets.IsEmpty).ToImmutableArray();
        return !wanted.IsEmpty ? wanted : throw new UsageException($"--chain: no configured wallet is on {string.Join(", ", named)}: give an ADDRESS");
    }

    static async Task<ImmutableArray<BlockSnapshot>> ReadAll(ImmutableArray<OnChain> wanted, CheckOptions options, CancellationToken cancellation)
    {
        var reading = () => Task.WhenAll(wanted.Select(w => BlockReader.Of(w.Chain, TimeProvider.System, new FixedFacts())
            .Read(Selector(options.Block), w.Wallets, options.Timeout, cancellation)));
        if (!Terminal.Interactive || options.Json) return [.. await reading()];
        var what = $"Reading {wanted.Sum(w => w.Wallets.Length)} wallets on {string.Join(", ", wanted.Select(w => w.Chain.Name))}";
        return [.. await Terminal.Error.Status().StartAsync(Markup.Escape(what), _ => reading())];
    }

    static BlockSelector Selector(string text) => text switch
    {
        "latest" => BlockSelector.Latest,
        "safe" => BlockSelector.Safe,
        "finalized" => BlockSelector.Finalized,
        _ => BlockSelector.Number(ulong.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
    };

    /// <summary>Wallets to be read on a chain.</summary>
    sealed record OnChain(ChainConfig Chain, ImmutableArray<WalletConfig> Wallets);
}
